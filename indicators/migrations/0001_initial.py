
import django.db.models.deletion
import django.utils.timezone
from accounts.schema_steps import Together
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField()),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'categories',
                'ordering': ['category_set', 'position'],
            },
        ),
        migrations.CreateModel(
            name='CategorySet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='CategorySetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.CharField(help_text='2024, 2024H1, 2024K3 or 2024M05', max_length=8)),
                ('version', models.PositiveIntegerField(default=0, help_text='Newest version; 0 before the first')),
            ],
            options={
                'ordering': ['definition', 'area', 'slot'],
            },
        ),
        migrations.CreateModel(
            name='DataSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approval_required', models.BooleanField(default=False)),
                ('is_default', models.BooleanField(default=False, help_text='Used where the secretariat enters')),
            ],
            options={
                'ordering': ['indicator', 'supplier'],
            },
        ),
        migrations.CreateModel(
            name='DataSetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('approval_required', models.BooleanField(default=False)),
                ('is_default', models.BooleanField(default=False, help_text='Used where the secretariat enters')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('kind', models.CharField(choices=[('share', 'andel'), ('rate', 'rate'), ('mean', 'gennemsnit'), ('index', 'indeks'), ('amount', 'beløb'), ('count', 'antal')], max_length=8)),
                ('data_kind', models.CharField(choices=[('register', 'register'), ('survey', 'spørgeskema'), ('events', 'hændelser')], max_length=8)),
                ('counts', models.CharField(choices=[('persons', 'personer'), ('things', 'ting')], default='persons', max_length=8)),
                ('direction', models.CharField(choices=[('higher', 'højere er bedre'), ('lower', 'lavere er bedre'), ('band', 'inden for et bånd'), ('context', 'kun til baggrund')], max_length=8)),
                ('band_lower', models.FloatField(blank=True, null=True)),
                ('band_upper', models.FloatField(blank=True, null=True)),
                ('unit', models.CharField(max_length=40)),
                ('unit_en', models.CharField(max_length=40)),
                ('per', models.PositiveIntegerField(default=1, help_text='100 for shares, 1000 for per 1,000')),
                ('decimals', models.PositiveSmallIntegerField(default=1)),
                ('numerator', models.CharField(blank=True, max_length=200)),
                ('numerator_en', models.CharField(blank=True, max_length=200)),
                ('denominator', models.CharField(blank=True, max_length=200)),
                ('denominator_en', models.CharField(blank=True, max_length=200)),
                ('caveat', models.CharField(blank=True, max_length=300)),
                ('caveat_en', models.CharField(blank=True, max_length=300)),
                ('frequency', models.CharField(choices=[('year', 'år'), ('half', 'halvår'), ('quarter', 'kvartal'), ('month', 'måned')], default='year', max_length=7)),
                ('period_kind', models.CharField(choices=[('flow', 'over en periode'), ('point', 'på en dag')], default='flow', max_length=5)),
                ('release_lag_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('smallest_relevant_change', models.FloatField(blank=True, null=True)),
                ('breaks_series', models.BooleanField(default=False, help_text='Figures of earlier versions must not be compared with these')),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['indicator', 'version'],
            },
        ),
        migrations.CreateModel(
            name='DefinitionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('kind', models.CharField(choices=[('share', 'andel'), ('rate', 'rate'), ('mean', 'gennemsnit'), ('index', 'indeks'), ('amount', 'beløb'), ('count', 'antal')], max_length=8)),
                ('data_kind', models.CharField(choices=[('register', 'register'), ('survey', 'spørgeskema'), ('events', 'hændelser')], max_length=8)),
                ('counts', models.CharField(choices=[('persons', 'personer'), ('things', 'ting')], default='persons', max_length=8)),
                ('direction', models.CharField(choices=[('higher', 'højere er bedre'), ('lower', 'lavere er bedre'), ('band', 'inden for et bånd'), ('context', 'kun til baggrund')], max_length=8)),
                ('band_lower', models.FloatField(blank=True, null=True)),
                ('band_upper', models.FloatField(blank=True, null=True)),
                ('unit', models.CharField(max_length=40)),
                ('unit_en', models.CharField(max_length=40)),
                ('per', models.PositiveIntegerField(default=1, help_text='100 for shares, 1000 for per 1,000')),
                ('decimals', models.PositiveSmallIntegerField(default=1)),
                ('numerator', models.CharField(blank=True, max_length=200)),
                ('numerator_en', models.CharField(blank=True, max_length=200)),
                ('denominator', models.CharField(blank=True, max_length=200)),
                ('denominator_en', models.CharField(blank=True, max_length=200)),
                ('caveat', models.CharField(blank=True, max_length=300)),
                ('caveat_en', models.CharField(blank=True, max_length=300)),
                ('frequency', models.CharField(choices=[('year', 'år'), ('half', 'halvår'), ('quarter', 'kvartal'), ('month', 'måned')], default='year', max_length=7)),
                ('period_kind', models.CharField(choices=[('flow', 'over en periode'), ('point', 'på en dag')], default='flow', max_length=5)),
                ('release_lag_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('smallest_relevant_change', models.FloatField(blank=True, null=True)),
                ('breaks_series', models.BooleanField(default=False, help_text='Figures of earlier versions must not be compared with these')),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExampleRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(help_text='app_label.model_name', max_length=80)),
                ('row_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='ExampleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('is_fictitious', models.BooleanField(default=True)),
                ('loaded_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('failed_attempts', models.PositiveSmallIntegerField(default=0)),
                ('retry_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('new', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('imported_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name_plural': 'import batches',
                'ordering': ['-imported_at'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_front', models.BooleanField(default=False, help_text='Stands on the front of its vision')),
                ('is_active', models.BooleanField(default=True)),
                ('is_restricted', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_front', models.BooleanField(default=False, help_text='Stands on the front of its vision')),
                ('is_active', models.BooleanField(default=True)),
                ('is_restricted', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('value', 'tal'), ('missing', 'mangler'), ('suppressed_by_source', 'skjult af kilden'), ('not_relevant', 'ikke relevant')], max_length=20)),
                ('workflow', models.CharField(choices=[('draft', 'kladde'), ('released', 'frigivet til partnerskabet')], default='draft', max_length=8)),
                ('numerator', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ('denominator', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ('value', models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ('n', models.PositiveIntegerField(help_text='Answers behind a survey figure or a mean', null=True)),
                ('invited', models.PositiveIntegerField(null=True)),
                ('sd', models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ('design_effect', models.DecimalField(decimal_places=3, max_digits=6, null=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('period_kind', models.CharField(choices=[('flow', 'over en periode'), ('point', 'på en dag')], max_length=5)),
                ('published_on', models.DateField(null=True)),
                ('comment', models.CharField(blank=True, max_length=500)),
                ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['cell', 'version'],
            },
        ),
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=80)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name_plural': 'outbox entries',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.CharField(choices=[('level', 'niveau'), ('change', 'ændring siden udgangspunktet'), ('comparator', 'sammenligningsgrundlagets niveau'), ('gap', 'afstand til sammenligningsgrundlaget'), ('gap_change', 'afstandens ændring siden udgangspunktet'), ('difference', 'forskel mellem to områder'), ('pace', 'tempo mod måltallet')], max_length=10)),
                ('comparator', models.CharField(blank=True, choices=[('', 'intet'), ('rest', 'resten af kommunen'), ('municipality', 'kommunen'), ('without_areas', 'kommunen uden boligområderne')], max_length=13)),
                ('slot', models.CharField(max_length=8)),
                ('baseline_slot', models.CharField(blank=True, max_length=8)),
                ('is_latest', models.BooleanField(default=False, help_text='Newest slot with a figure for this area, or the last one known')),
                ('state', models.CharField(choices=[('value', 'tal'), ('missing', 'mangler'), ('suppressed', 'skjult (få personer)'), ('suppressed_by_source', 'skjult af kilden'), ('not_released', 'findes, ikke frigivet'), ('not_relevant', 'ikke relevant'), ('not_computed', 'kan ikke beregnes')], max_length=20)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('estimate', models.FloatField(null=True)),
                ('lower', models.FloatField(help_text='95 % limit', null=True)),
                ('upper', models.FloatField(null=True)),
                ('lower_998', models.FloatField(help_text='99.8 % limit', null=True)),
                ('upper_998', models.FloatField(null=True)),
                ('numerator', models.FloatField(null=True)),
                ('denominator', models.FloatField(null=True)),
                ('n', models.FloatField(help_text='People, homes or answers the figure rests on', null=True)),
                ('verdict', models.CharField(blank=True, max_length=40)),
                ('certainty', models.CharField(blank=True, max_length=12)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('published_on', models.DateField(null=True)),
            ],
            options={
                'ordering': ['definition', 'area', 'slot', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('running', 'i gang'), ('done', 'færdig'), ('failed', 'fejlet')], default='running', max_length=7)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('total', models.PositiveIntegerField(default=1, help_text='Groups to compute')),
                ('high_water', models.BigIntegerField(default=0, help_text='Newest measurement that was read')),
                ('results', models.PositiveIntegerField(default=0)),
                ('code_version', models.CharField(blank=True, max_length=60)),
                ('error', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=160)),
                ('name_en', models.CharField(blank=True, max_length=160)),
                ('family', models.CharField(help_text='Sources that count in the same way', max_length=40)),
                ('url', models.URLField(blank=True, max_length=400)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='SourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False)),
                ('name', models.CharField(max_length=160)),
                ('name_en', models.CharField(blank=True, max_length=160)),
                ('family', models.CharField(help_text='Sources that count in the same way', max_length=40)),
                ('url', models.URLField(blank=True, max_length=400)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('baseline_slot', models.CharField(max_length=8)),
                ('slot', models.CharField(max_length=8)),
                ('value', models.FloatField()),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decision', models.CharField(blank=True, help_text='Which body decided, and where it stands', max_length=200)),
            ],
            options={
                'ordering': ['indicator', 'area'],
            },
        ),
        migrations.CreateModel(
            name='TargetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('baseline_slot', models.CharField(max_length=8)),
                ('slot', models.CharField(max_length=8)),
                ('value', models.FloatField()),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decision', models.CharField(blank=True, help_text='Which body decided, and where it stands', max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CategoryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.category')),
                ('category_set', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.categoryset')),
            ],
            options={
                'abstract': False,
            },
        ),
        ]),
        Together([
        migrations.AddField(
            model_name='category',
            name='category_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='categories', to='indicators.categoryset'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categoryset',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_categorysetevent" ("code", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='243ad0c5f5081b52a916d2e55cadfa0040e7d7f8', operation='INSERT', pgid='pgtrigger_insert_insert_312d0', table='indicators_categoryset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categoryset',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "indicators_categorysetevent" ("code", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='cf33ecd5f9cfb4fc704e02d25ae879515bfbb54e', operation='UPDATE', pgid='pgtrigger_update_update_8c830', table='indicators_categoryset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categoryset',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "indicators_categorysetevent" ("code", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."name", OLD."name_en", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='717a9387c6b3f85d5ddd9d0655d7d9659d1aa4b1', operation='DELETE', pgid='pgtrigger_delete_delete_75d7f', table='indicators_categoryset', when='AFTER')),
        ),
        migrations.AddField(
            model_name='categorysetevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='categorysetevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='indicators.categoryset'),
        ),
        migrations.AddField(
            model_name='cell',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='areas.area'),
        ),
        migrations.AddField(
            model_name='cell',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='indicators.category'),
        ),
        ]),
    ]
