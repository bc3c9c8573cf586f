
import areas.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='AreaEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('division', 'boligafdeling'), ('area', 'boligområde'), ('municipality', 'kommune'), ('region', 'region'), ('country', 'land'), ('reference', 'referenceområde')], max_length=12)),
                ('code', models.CharField(help_text="Official code, or the partnership's own", max_length=40)),
                ('slug', models.SlugField(db_index=False)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('style', models.PositiveSmallIntegerField(default=0, help_text='Fixed hue and line pattern in every chart, 1-8; 0 is grey')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AreaExtent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('dwellings', models.PositiveIntegerField(blank=True, null=True)),
                ('breaks_series', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['area', models.OrderBy(models.F('valid_from'), nulls_first=True)],
            },
        ),
        migrations.CreateModel(
            name='AreaExtentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('dwellings', models.PositiveIntegerField(blank=True, null=True)),
                ('breaks_series', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('division', 'boligafdeling'), ('area', 'boligområde'), ('municipality', 'kommune'), ('region', 'region'), ('country', 'land'), ('reference', 'referenceområde')], max_length=12)),
                ('code', models.CharField(help_text="Official code, or the partnership's own", max_length=40, unique=True)),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('style', models.PositiveSmallIntegerField(default=0, help_text='Fixed hue and line pattern in every chart, 1-8; 0 is grey')),
            ],
            options={
                'ordering': ['position', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('style__lte', 8)), name='area_style_known'), models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='area_code_present')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "areas_areaevent" ("code", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name", "slug", "style") VALUES (NEW."code", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."short_name", NEW."slug", NEW."style"); RETURN NULL;', hash='3a3dc4cfcb30c1dc24693040d7c37810b10bef32', operation='INSERT', pgid='pgtrigger_insert_insert_e5c2d', table='areas_area', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "areas_areaevent" ("code", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name", "slug", "style") VALUES (NEW."code", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."short_name", NEW."slug", NEW."style"); RETURN NULL;', hash='3f141b716a6383028169dc92899f00f3657f030f', operation='UPDATE', pgid='pgtrigger_update_update_e3393', table='areas_area', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "areas_areaevent" ("code", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name", "slug", "style") VALUES (OLD."code", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."short_name", OLD."slug", OLD."style"); RETURN NULL;', hash='5dae3c7ecb50c3c6e4aec5cfa3791dcde36f9998', operation='DELETE', pgid='pgtrigger_delete_delete_96aa5', table='areas_area', when='AFTER')),
        ),
        migrations.AddField(
            model_name='areaevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='areaevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='areas.area'),
        ),
        migrations.AddField(
            model_name='areaextent',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extents', to='areas.area'),
        ),
        migrations.AddField(
            model_name='areaextent',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_extents', to='areas.area'),
        ),
        migrations.AddField(
            model_name='areaextentevent',
            name='area',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.area'),
        ),
        migrations.AddField(
            model_name='areaextentevent',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.area'),
        ),
        migrations.AddField(
            model_name='areaextentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='areaextentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='areas.areaextent'),
        ),
        migrations.AddConstraint(
            model_name='areaextent',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='extent_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='areaextent',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('area')), _negated=True), _connector='OR'), name='extent_not_in_itself'),
        ),
        migrations.AddConstraint(
            model_name='areaextent',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('area', '='), (areas.models.DateRange(models.F('valid_from'), models.F('valid_to'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='extent_one_at_a_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='areaextent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "areas_areaextentevent" ("area_id", "breaks_series", "dwellings", "id", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."breaks_series", NEW."dwellings", NEW."id", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='30f748a72361e311c7eac6027dd14e1607d8ba18', operation='INSERT', pgid='pgtrigger_insert_insert_dd3a4', table='areas_areaextent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='areaextent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "areas_areaextentevent" ("area_id", "breaks_series", "dwellings", "id", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."breaks_series", NEW."dwellings", NEW."id", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='d367842359a652332b0e9b77f15dc7a7b3a3f005', operation='UPDATE', pgid='pgtrigger_update_update_03c46', table='areas_areaextent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='areaextent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "areas_areaextentevent" ("area_id", "breaks_series", "dwellings", "id", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."breaks_series", OLD."dwellings", OLD."id", OLD."note", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='e21af4da0fa5291f2afec40ef024f50322afdf27', operation='DELETE', pgid='pgtrigger_delete_delete_5b34e', table='areas_areaextent', when='AFTER')),
        ),
    ]
