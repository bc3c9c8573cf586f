"""Items that wait for the next meeting of a body that has none ahead."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0005_decisions_are_held_by_a_body'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('information', 'orientering'), ('discussion', 'drøftelse'), ('decision', 'beslutning'), ('review', 'opfølgning på effekt')], max_length=11)),
                ('text', models.TextField(blank=True)),
                ('recommendation', models.TextField(blank=True)),
                ('minutes', models.PositiveSmallIntegerField(default=10)),
                ('origin', models.CharField(blank=True, max_length=60)),
                ('carries_over', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waiting_items', to='partnership.body')),
                ('carried_from', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='waits_as', to='partnership.agendaitem')),
                ('presenter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnership.person')),
                ('standing_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnership.standingitem')),
            ],
            options={
                'ordering': ['body', 'created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='WaitingItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('information', 'orientering'), ('discussion', 'drøftelse'), ('decision', 'beslutning'), ('review', 'opfølgning på effekt')], max_length=11)),
                ('text', models.TextField(blank=True)),
                ('recommendation', models.TextField(blank=True)),
                ('minutes', models.PositiveSmallIntegerField(default=10)),
                ('origin', models.CharField(blank=True, max_length=60)),
                ('carries_over', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.body')),
                ('carried_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.agendaitem')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.waitingitem')),
                ('presenter', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.person')),
                ('standing_item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.standingitem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='waitingitem',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('origin',), name='matter_waits_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitingitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_waitingitemevent" ("body_id", "carried_from_id", "carries_over", "created_at", "id", "kind", "minutes", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presenter_id", "recommendation", "standing_item_id", "text", "title") VALUES (NEW."body_id", NEW."carried_from_id", NEW."carries_over", NEW."created_at", NEW."id", NEW."kind", NEW."minutes", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presenter_id", NEW."recommendation", NEW."standing_item_id", NEW."text", NEW."title"); RETURN NULL;', hash='b7318bdc7471631b2674bb4cf42bed64f3d1c823', operation='INSERT', pgid='pgtrigger_insert_insert_c3846', table='partnership_waitingitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitingitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_waitingitemevent" ("body_id", "carried_from_id", "carries_over", "created_at", "id", "kind", "minutes", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presenter_id", "recommendation", "standing_item_id", "text", "title") VALUES (NEW."body_id", NEW."carried_from_id", NEW."carries_over", NEW."created_at", NEW."id", NEW."kind", NEW."minutes", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presenter_id", NEW."recommendation", NEW."standing_item_id", NEW."text", NEW."title"); RETURN NULL;', hash='9d6902a0d3a7f0fab41a4746f2ece199e86ce47d', operation='UPDATE', pgid='pgtrigger_update_update_99e1b', table='partnership_waitingitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitingitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_waitingitemevent" ("body_id", "carried_from_id", "carries_over", "created_at", "id", "kind", "minutes", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presenter_id", "recommendation", "standing_item_id", "text", "title") VALUES (OLD."body_id", OLD."carried_from_id", OLD."carries_over", OLD."created_at", OLD."id", OLD."kind", OLD."minutes", OLD."origin", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presenter_id", OLD."recommendation", OLD."standing_item_id", OLD."text", OLD."title"); RETURN NULL;', hash='89d56eb2a224b24bb7fa2e9808e09dee7e1fbf01', operation='DELETE', pgid='pgtrigger_delete_delete_6febe', table='partnership_waitingitem', when='AFTER')),
        ),
    ]
