"""Briefs before meetings: their texts, their editions, and who was given them."""

from accounts.schema_steps import Together
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_notices'),
        ('indicators', '0018_effort_in_many_areas'),
        ('partnership', '0007_decisions_belong_to_open_minutes'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='Brief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, help_text='Grows when its blocks change')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='brief', to='partnership.meeting')),
            ],
            options={
                'ordering': ['-meeting__starts_at'],
            },
        ),
        migrations.CreateModel(
            name='BriefBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Where it stands: opening, review:12, gaps …', max_length=60)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('is_left_out', models.BooleanField(default=False, help_text='The part is not in this brief')),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='reports.brief')),
            ],
            options={
                'ordering': ['brief', 'key'],
                'constraints': [models.UniqueConstraint(fields=('brief', 'key'), name='brief_block_once')],
            },
        ),
        migrations.CreateModel(
            name='BriefBlockEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.CharField(help_text='Where it stands: opening, review:12, gaps …', max_length=60)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('is_left_out', models.BooleanField(default=False, help_text='The part is not in this brief')),
                ('brief', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.brief')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.briefblock')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BriefEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='reports.brief')),
                ('frozen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='edition', to='indicators.frozencopy')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['brief', '-number'],
                'constraints': [models.UniqueConstraint(fields=('brief', 'number'), name='brief_edition_once')],
            },
        ),
        migrations.CreateModel(
            name='BriefEditionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('brief', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.brief')),
                ('frozen', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.frozencopy')),
                ('issued_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.briefedition')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BriefEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('revision', models.PositiveIntegerField(default=0, help_text='Grows when its blocks change')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.meeting')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.brief')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BriefReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='reports.briefedition')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['edition', 'id'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'user'), name='brief_reader_once')],
            },
        ),
        migrations.CreateModel(
            name='BriefReaderEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.briefedition')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.briefreader')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='brief',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefevent" ("created_at", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision") VALUES (NEW."created_at", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revision"); RETURN NULL;', hash='cf34fa0aee09aac7817a376d3e092142e84d14ac', operation='INSERT', pgid='pgtrigger_insert_insert_a5243', table='reports_brief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='brief',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_briefevent" ("created_at", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision") VALUES (NEW."created_at", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision"); RETURN NULL;', hash='87f57b6c5161a937bad4e729339a90d2ca8b11ec', operation='UPDATE', pgid='pgtrigger_update_update_e4d1a', table='reports_brief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='brief',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefevent" ("created_at", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision") VALUES (OLD."created_at", OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revision"); RETURN NULL;', hash='7c8648200938325ac2086ea631b3242b7051a95c', operation='DELETE', pgid='pgtrigger_delete_delete_00391', table='reports_brief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefblock',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefblockevent" ("brief_id", "id", "is_left_out", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."brief_id", NEW."id", NEW."is_left_out", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='8b0d3c910a6ec5c07dac05b86901e30cffa7af44', operation='INSERT', pgid='pgtrigger_insert_insert_cd370', table='reports_briefblock', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefblock',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_briefblockevent" ("brief_id", "id", "is_left_out", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."brief_id", NEW."id", NEW."is_left_out", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='f5353b9bb5f71c162a241c9f6cbda7456b560d48', operation='UPDATE', pgid='pgtrigger_update_update_d790d', table='reports_briefblock', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefblock',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefblockevent" ("brief_id", "id", "is_left_out", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."brief_id", OLD."id", OLD."is_left_out", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='ef57ea2d5bdcb92a685362f78b266f4f8178bd8a', operation='DELETE', pgid='pgtrigger_delete_delete_f70aa', table='reports_briefblock', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefedition',
            trigger=pgtrigger.compiler.Trigger(name='brief_edition_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."brief_id" IS DISTINCT FROM (NEW."brief_id") OR OLD."frozen_id" IS DISTINCT FROM (NEW."frozen_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."number" IS DISTINCT FROM (NEW."number"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='99d32c3cf4ae4760ee55ac47615855c6a5e4c8f1', operation='UPDATE', pgid='pgtrigger_brief_edition_stands_aef95', table='reports_briefedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefedition',
            trigger=pgtrigger.compiler.Trigger(name='brief_edition_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='fdadf170ebfe53ee84c0551fcc61bbcc3c913faf', operation='DELETE', pgid='pgtrigger_brief_edition_stays_f4dae', table='reports_briefedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefedition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefeditionevent" ("brief_id", "frozen_id", "id", "issued_at", "issued_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."brief_id", NEW."frozen_id", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='51d32f38c8531b1ca382a05cc9ac6bb58099eee8', operation='INSERT', pgid='pgtrigger_insert_insert_db0ab', table='reports_briefedition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefedition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_briefeditionevent" ("brief_id", "frozen_id", "id", "issued_at", "issued_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."brief_id", NEW."frozen_id", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e8f8dd39dd59d927ab2cadbea04b0993d0c81a9c', operation='UPDATE', pgid='pgtrigger_update_update_aed0c', table='reports_briefedition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefedition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefeditionevent" ("brief_id", "frozen_id", "id", "issued_at", "issued_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."brief_id", OLD."frozen_id", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='d7be00eb1f688ee3fdb7c03c23a67f50a8b8d9c6', operation='DELETE', pgid='pgtrigger_delete_delete_c0016', table='reports_briefedition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefreader',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefreaderevent" ("edition_id", "given_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."edition_id", NEW."given_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='8a6f830ec5643f63a639bf2e5dc2a4bd987406b6', operation='INSERT', pgid='pgtrigger_insert_insert_e9d7a', table='reports_briefreader', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefreader',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_briefreaderevent" ("edition_id", "given_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."edition_id", NEW."given_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='31d263530be11b17932a9fa7f85d23783adfb99a', operation='UPDATE', pgid='pgtrigger_update_update_8bd64', table='reports_briefreader', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='briefreader',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_briefreaderevent" ("edition_id", "given_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."edition_id", OLD."given_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;', hash='7ce644f1c9add286f4476ae503dbd4a7dbb93543', operation='DELETE', pgid='pgtrigger_delete_delete_76429', table='reports_briefreader', when='AFTER')),
        ),
        ]),
    ]
