"""Frozen copies of what was shown, with their figures one by one."""

from accounts.schema_steps import Together
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
        ('indicators', '0016_import_rows_have_defaults'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='FrozenCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('evidence', 'låst grundlag'), ('brief', 'mødeoplæg')], max_length=8)),
                ('canonical', models.TextField(help_text='The whole content as canonical JSON')),
                ('sha256', models.CharField(help_text='Of the canonical JSON in UTF-8', max_length=64)),
                ('pdf', models.BinaryField()),
                ('pdf_sha256', models.CharField(max_length=64)),
                ('code_version', models.CharField(max_length=40)),
                ('holds_restricted', models.BooleanField(default=False, help_text='Figures only for those who may see restricted indicators')),
                ('frozen_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-frozen_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='FrozenFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.CharField(choices=[('level', 'niveau'), ('change', 'ændring siden udgangspunktet'), ('comparator', 'sammenligningsgrundlagets niveau'), ('gap', 'afstand til sammenligningsgrundlaget'), ('gap_change', 'afstandens ændring siden udgangspunktet'), ('difference', 'forskel mellem to områder'), ('pace', 'tempo mod måltallet'), ('trend', 'udvikling over fem perioder eller flere'), ('gap_trend', 'afstandens udvikling'), ('projection', 'forlænget linje'), ('did', 'forskel i udvikling efter en indsats'), ('xmr', 'udsving i måneder og kvartaler'), ('expected', 'det ventelige'), ('pooled', 'flere år lagt sammen'), ('split', 'beboere og flytninger hver for sig')], max_length=10)),
                ('comparator', models.CharField(blank=True, choices=[('', 'intet'), ('rest', 'resten af kommunen'), ('municipality', 'kommunen'), ('without_areas', 'kommunen uden boligområderne'), ('region', 'regionen'), ('country', 'hele landet'), ('reference', 'et referenceområde')], max_length=13)),
                ('slot', models.CharField(max_length=8)),
                ('baseline_slot', models.CharField(blank=True, max_length=8)),
                ('event', models.PositiveBigIntegerField(help_text='The marked effort, of a DiD', null=True)),
                ('state', models.CharField(choices=[('value', 'tal'), ('missing', 'mangler'), ('suppressed', 'skjult (få personer)'), ('suppressed_by_source', 'skjult af kilden'), ('not_released', 'findes, ikke frigivet'), ('not_relevant', 'ikke relevant'), ('not_computed', 'kan ikke beregnes')], max_length=20)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('estimate', models.FloatField(null=True)),
                ('lower', models.FloatField(null=True)),
                ('upper', models.FloatField(null=True)),
                ('n', models.FloatField(null=True)),
                ('verdict', models.CharField(blank=True, max_length=40)),
                ('certainty', models.CharField(blank=True, max_length=12)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.category')),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='indicators.frozencopy')),
                ('definition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.definition')),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='frozen_figures', to='indicators.withdrawal')),
            ],
            options={
                'ordering': ['copy', 'id'],
                'indexes': [models.Index(fields=['definition', 'area', 'slot'], name='frozen_figure_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'value'), models.Q(('estimate__isnull', True), ('lower__isnull', True), ('n__isnull', True), ('upper__isnull', True)), _connector='OR'), name='no_frozen_figure_behind_a_state')],
            },
        ),
        migrations.CreateModel(
            name='FrozenPurge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256_before', models.CharField(max_length=64)),
                ('pdf_sha256_before', models.CharField(max_length=64)),
                ('purged_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purges', to='indicators.frozencopy')),
                ('withdrawal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purges', to='indicators.withdrawal')),
            ],
            options={
                'ordering': ['copy', 'id'],
                'constraints': [models.UniqueConstraint(fields=('copy', 'withdrawal'), name='frozen_purge_once')],
            },
        ),
        migrations.CreateModel(
            name='FrozenPurgeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sha256_before', models.CharField(max_length=64)),
                ('pdf_sha256_before', models.CharField(max_length=64)),
                ('purged_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('copy', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.frozencopy')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.frozenpurge')),
                ('withdrawal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.withdrawal')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozencopy',
            trigger=pgtrigger.compiler.Trigger(name='frozen_copy_stands', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3c7853e1b1a8f8b4fa85932e370015b70b0e33c8', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_copy_stands_171df', table='indicators_frozencopy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfigure',
            trigger=pgtrigger.compiler.Trigger(name='frozen_figure_stands', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8bccec241ccae97b6dba97c113bf2f9fc68a4bc', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_figure_stands_c6462', table='indicators_frozenfigure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenpurge',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_frozenpurgeevent" ("copy_id", "id", "pdf_sha256_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purged_at", "sha256_before", "withdrawal_id") VALUES (NEW."copy_id", NEW."id", NEW."pdf_sha256_before", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purged_at", NEW."sha256_before", NEW."withdrawal_id"); RETURN NULL;', hash='06d695781c285f29b1c61af899907d7bb3b2bd47', operation='INSERT', pgid='pgtrigger_insert_insert_b5b51', table='indicators_frozenpurge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenpurge',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_frozenpurgeevent" ("copy_id", "id", "pdf_sha256_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purged_at", "sha256_before", "withdrawal_id") VALUES (NEW."copy_id", NEW."id", NEW."pdf_sha256_before", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purged_at", NEW."sha256_before", NEW."withdrawal_id"); RETURN NULL;', hash='b40d5d38236d46d8f8ba422f9edbbca47f322487', operation='UPDATE', pgid='pgtrigger_update_update_c4d4a', table='indicators_frozenpurge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenpurge',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_frozenpurgeevent" ("copy_id", "id", "pdf_sha256_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purged_at", "sha256_before", "withdrawal_id") VALUES (OLD."copy_id", OLD."id", OLD."pdf_sha256_before", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purged_at", OLD."sha256_before", OLD."withdrawal_id"); RETURN NULL;', hash='64abb67d0d278d52e9993dc68f14e405a376c8d9', operation='DELETE', pgid='pgtrigger_delete_delete_3704f', table='indicators_frozenpurge', when='AFTER')),
        ),
        ]),
    ]
