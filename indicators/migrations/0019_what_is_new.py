"""What an edition brought is noted; an event may lead to the page it comes from."""

from accounts.schema_steps import Together
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
        ('indicators', '0018_effort_in_many_areas'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResultNews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('figure', 'et nyt tal'), ('verdict', 'en ændret vurdering')], max_length=7)),
                ('statement', models.CharField(max_length=10)),
                ('slot', models.CharField(max_length=8)),
                ('noticed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-noticed_at', 'id'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='eventmarker',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='eventmarker',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='eventmarker',
            name='delete_delete',
        ),
        Together([
        migrations.AddField(
            model_name='eventmarker',
            name='path',
            field=models.CharField(blank=True, help_text="The page it comes from: an intervention's story", max_length=200),
        ),
        migrations.AddField(
            model_name='eventmarkerevent',
            name='path',
            field=models.CharField(blank=True, help_text="The page it comes from: an intervention's story", max_length=200),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventmarker',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_eventmarkerevent" ("area_id", "created_at", "created_by_id", "described_on", "happened_on", "id", "indicator_id", "is_withdrawn", "kind", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_effort", "text", "title", "title_en") VALUES (NEW."area_id", NEW."created_at", NEW."created_by_id", NEW."described_on", NEW."happened_on", NEW."id", NEW."indicator_id", NEW."is_withdrawn", NEW."kind", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."same_effort", NEW."text", NEW."title", NEW."title_en"); RETURN NULL;', hash='657c93f201d94e7e3390c4f34a614371450060b2', operation='INSERT', pgid='pgtrigger_insert_insert_12b7f', table='indicators_eventmarker', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventmarker',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_eventmarkerevent" ("area_id", "created_at", "created_by_id", "described_on", "happened_on", "id", "indicator_id", "is_withdrawn", "kind", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_effort", "text", "title", "title_en") VALUES (NEW."area_id", NEW."created_at", NEW."created_by_id", NEW."described_on", NEW."happened_on", NEW."id", NEW."indicator_id", NEW."is_withdrawn", NEW."kind", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."same_effort", NEW."text", NEW."title", NEW."title_en"); RETURN NULL;', hash='5fe47fd2b728286ba93e34e73675085179015d17', operation='UPDATE', pgid='pgtrigger_update_update_ac404', table='indicators_eventmarker', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventmarker',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_eventmarkerevent" ("area_id", "created_at", "created_by_id", "described_on", "happened_on", "id", "indicator_id", "is_withdrawn", "kind", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_effort", "text", "title", "title_en") VALUES (OLD."area_id", OLD."created_at", OLD."created_by_id", OLD."described_on", OLD."happened_on", OLD."id", OLD."indicator_id", OLD."is_withdrawn", OLD."kind", OLD."path", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."same_effort", OLD."text", OLD."title", OLD."title_en"); RETURN NULL;', hash='ea261976d761ffc59136b2daab6675a547b3082c', operation='DELETE', pgid='pgtrigger_delete_delete_28a58', table='indicators_eventmarker', when='AFTER')),
        ),
        ]),
        migrations.AddField(
            model_name='resultnews',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.area'),
        ),
        migrations.AddField(
            model_name='resultnews',
            name='definition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='news', to='indicators.definition'),
        ),
        migrations.AddIndex(
            model_name='resultnews',
            index=models.Index(fields=['-noticed_at'], name='result_news_newest'),
        ),
    ]
