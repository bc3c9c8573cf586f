
import areas.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from accounts.schema_steps import Together
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='FrameEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('slug', models.SlugField(db_index=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('is_home', models.BooleanField(default=False, help_text='The frame that overview and area pages are ordered by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('title_en', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['vision', 'number'],
            },
        ),
        migrations.CreateModel(
            name='GoalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('title_en', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('municipality', 'kommune'), ('housing', 'boligorganisation'), ('police', 'politi'), ('authority', 'statistikmyndighed'), ('other', 'anden organisation')], max_length=12)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('slug', models.SlugField(unique=True)),
                ('is_party', models.BooleanField(default=True, help_text='Party to the partnership agreement')),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('municipality', 'kommune'), ('housing', 'boligorganisation'), ('police', 'politi'), ('authority', 'statistikmyndighed'), ('other', 'anden organisation')], max_length=12)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('slug', models.SlugField(db_index=False)),
                ('is_party', models.BooleanField(default=True, help_text='Party to the partnership agreement')),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Ownership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['area', 'organisation'],
            },
        ),
        migrations.CreateModel(
            name='OwnershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('chair', 'formand'), ('member', 'medlem'), ('substitute', 'suppleant'), ('observer', 'observatør'), ('case_officer', 'sagsforbereder'), ('secretariat', 'sekretariat'), ('supplier', 'leverandør'), ('administrator', 'administrator')], max_length=13)),
                ('sees_restricted', models.BooleanField(default=False, help_text='May see indicators on origin and other restricted subjects')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['body', 'person', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='SeatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('chair', 'formand'), ('member', 'medlem'), ('substitute', 'suppleant'), ('observer', 'observatør'), ('case_officer', 'sagsforbereder'), ('secretariat', 'sekretariat'), ('supplier', 'leverandør'), ('administrator', 'administrator')], max_length=13)),
                ('sees_restricted', models.BooleanField(default=False, help_text='May see indicators on origin and other restricted subjects')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Vision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('title_en', models.CharField(blank=True, max_length=160)),
                ('slug', models.SlugField()),
            ],
            options={
                'ordering': ['frame', 'number'],
            },
        ),
        migrations.CreateModel(
            name='VisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('title_en', models.CharField(blank=True, max_length=160)),
                ('slug', models.SlugField(db_index=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('board', 'bystrategisk partnerskab'), ('coordination', 'koordinationsgruppe'), ('ad_hoc', 'ad hoc-gruppe'), ('secretariat', 'fælles sekretariat')], max_length=12)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('slug', models.SlugField(unique=True)),
                ('mandate', models.TextField(blank=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='partnership.body')),
            ],
            options={
                'verbose_name_plural': 'bodies',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='BodyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('board', 'bystrategisk partnerskab'), ('coordination', 'koordinationsgruppe'), ('ad_hoc', 'ad hoc-gruppe'), ('secretariat', 'fælles sekretariat')], max_length=12)),
                ('name', models.CharField(max_length=120)),
                ('slug', models.SlugField(db_index=False)),
                ('mandate', models.TextField(blank=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.body')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.body')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Frame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True)),
                ('slug', models.SlugField(unique=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('is_home', models.BooleanField(default=False, help_text='The frame that overview and area pages are ordered by')),
            ],
            options={
                'ordering': ['starts_on', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='frame_ends_after_start'), models.UniqueConstraint(condition=models.Q(('is_home', True)), fields=('is_home',), name='one_home_frame')],
            },
        ),
        ]),
        Together([
        pgtrigger.migrations.AddTrigger(
            model_name='frame',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_frameevent" ("ends_on", "id", "is_home", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."is_home", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."starts_on"); RETURN NULL;', hash='d14ecc9112709f278041b5ab98de664c7e2607e4', operation='INSERT', pgid='pgtrigger_insert_insert_6a0b8', table='partnership_frame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frame',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_frameevent" ("ends_on", "id", "is_home", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."is_home", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."starts_on"); RETURN NULL;', hash='f627234df2220794fdb41cd7ea2051b1ed512e31', operation='UPDATE', pgid='pgtrigger_update_update_1dc82', table='partnership_frame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frame',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_frameevent" ("ends_on", "id", "is_home", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on") VALUES (OLD."ends_on", OLD."id", OLD."is_home", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."starts_on"); RETURN NULL;', hash='30ecad6daa7ca3cdab8e24602ea40346aa0fa37d', operation='DELETE', pgid='pgtrigger_delete_delete_2cdb1', table='partnership_frame', when='AFTER')),
        ),
        migrations.AddField(
            model_name='frameevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='frameevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.frame'),
        ),
        migrations.AddField(
            model_name='goalevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='goalevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.goal'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_organisationevent" ("ends_on", "id", "is_party", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug") VALUES (NEW."ends_on", NEW."id", NEW."is_party", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short_name", NEW."slug"); RETURN NULL;', hash='a85fa5b0352ef44d388b46b0861d48e5f9058db3', operation='INSERT', pgid='pgtrigger_insert_insert_69668', table='partnership_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_organisationevent" ("ends_on", "id", "is_party", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug") VALUES (NEW."ends_on", NEW."id", NEW."is_party", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short_name", NEW."slug"); RETURN NULL;', hash='c501e0b4da451aed08d6c6955289d7ce8d7b5534', operation='UPDATE', pgid='pgtrigger_update_update_79377', table='partnership_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_organisationevent" ("ends_on", "id", "is_party", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug") VALUES (OLD."ends_on", OLD."id", OLD."is_party", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."short_name", OLD."slug"); RETURN NULL;', hash='d095d9d37319193d9bb8d2d0925ae1b41875f032', operation='DELETE', pgid='pgtrigger_delete_delete_79edf', table='partnership_organisation', when='AFTER')),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='ownership',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ownerships', to='areas.area'),
        ),
        migrations.AddField(
            model_name='ownership',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ownerships', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='area',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='areas.area'),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.ownership'),
        ),
        migrations.AddField(
            model_name='person',
            name='user',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='personevent',
            name='user',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='seat',
            name='body',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='seat',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='seat',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='body',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.seat'),
        ),
        migrations.AddField(
            model_name='vision',
            name='frame',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visions', to='partnership.frame'),
        ),
        migrations.AddField(
            model_name='goalevent',
            name='vision',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.vision'),
        ),
        migrations.AddField(
            model_name='goal',
            name='vision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='partnership.vision'),
        ),
        migrations.AddField(
            model_name='visionevent',
            name='frame',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.frame'),
        ),
        migrations.AddField(
            model_name='visionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='visionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnership.vision'),
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='body_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ad_hoc'), _negated=True), models.Q(('ends_on__isnull', False), models.Q(('mandate', ''), _negated=True)), _connector='OR'), name='ad_hoc_body_has_mandate_and_end'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bodyevent" ("ends_on", "id", "kind", "mandate", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."kind", NEW."mandate", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."starts_on"); RETURN NULL;', hash='607bb670da5ebb54fe40ec9a5782350771260dec', operation='INSERT', pgid='pgtrigger_insert_insert_7799b', table='partnership_body', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_bodyevent" ("ends_on", "id", "kind", "mandate", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."kind", NEW."mandate", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."starts_on"); RETURN NULL;', hash='62f55e5edaeb181d5cacea1bb2876d9f09aa94ce', operation='UPDATE', pgid='pgtrigger_update_update_7e9c7', table='partnership_body', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_bodyevent" ("ends_on", "id", "kind", "mandate", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "starts_on") VALUES (OLD."ends_on", OLD."id", OLD."kind", OLD."mandate", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."starts_on"); RETURN NULL;', hash='570214caabd4573cfe0bb54448659c15c70aeaf2', operation='DELETE', pgid='pgtrigger_delete_delete_60b0b', table='partnership_body', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='ownership',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='ownership_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='ownership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('organisation', '='), ('area', '='), (areas.models.DateRange(models.F('starts_on'), models.F('ends_on'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='ownership_not_twice'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_ownershipevent" ("area_id", "ends_on", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."area_id", NEW."ends_on", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='a81a6a21c29217f2743a6d60c14a2d6ea4224967', operation='INSERT', pgid='pgtrigger_insert_insert_35054', table='partnership_ownership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_ownershipevent" ("area_id", "ends_on", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."area_id", NEW."ends_on", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='9e92e18f505857817f043dd74c72c726b047bee6', operation='UPDATE', pgid='pgtrigger_update_update_30b99', table='partnership_ownership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_ownershipevent" ("area_id", "ends_on", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."area_id", OLD."ends_on", OLD."id", OLD."note", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;', hash='01cc5c35a185db022fb3bfe5f8aa05d37aac8df0', operation='DELETE', pgid='pgtrigger_delete_delete_3a538', table='partnership_ownership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_personevent" ("email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "user_id") VALUES (NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."user_id"); RETURN NULL;', hash='f2c5cfbb157a0712806032b034b77d71af18f84c', operation='INSERT', pgid='pgtrigger_insert_insert_f599e', table='partnership_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_personevent" ("email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "user_id") VALUES (NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."user_id"); RETURN NULL;', hash='2b378dd30adc8e158f56776c5cce3a0caab4f223', operation='UPDATE', pgid='pgtrigger_update_update_b86ab', table='partnership_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_personevent" ("email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "user_id") VALUES (OLD."email", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."user_id"); RETURN NULL;', hash='bb3f93df2a7fbc627e75816f66f31183e37dcaed', operation='DELETE', pgid='pgtrigger_delete_delete_1a2ad', table='partnership_person', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='seat_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', True), ('role__in', ['supplier', 'administrator'])), models.Q(models.Q(('role__in', ['supplier', 'administrator']), _negated=True), ('body__isnull', False)), _connector='OR'), name='seat_body_follows_role'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('organisation', '='), (django.db.models.functions.comparison.Coalesce('body', models.Value(0)), '='), ('role', '='), (areas.models.DateRange(models.F('starts_on'), models.F('ends_on'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='seat_not_twice'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_seatevent" ("body_id", "ends_on", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sees_restricted", "starts_on") VALUES (NEW."body_id", NEW."ends_on", NEW."id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."sees_restricted", NEW."starts_on"); RETURN NULL;', hash='203471e3a701cb0794d4535d3df01917a99a5c33', operation='INSERT', pgid='pgtrigger_insert_insert_dd1a2', table='partnership_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_seatevent" ("body_id", "ends_on", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sees_restricted", "starts_on") VALUES (NEW."body_id", NEW."ends_on", NEW."id", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."sees_restricted", NEW."starts_on"); RETURN NULL;', hash='206d968cbf041e4a91735b69da380958ae72e3e2', operation='UPDATE', pgid='pgtrigger_update_update_6659a', table='partnership_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_seatevent" ("body_id", "ends_on", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sees_restricted", "starts_on") VALUES (OLD."body_id", OLD."ends_on", OLD."id", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."sees_restricted", OLD."starts_on"); RETURN NULL;', hash='2cb898b0502dea55487ba5649fd67b6b7efc4e6c', operation='DELETE', pgid='pgtrigger_delete_delete_1cc93', table='partnership_seat', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='vision',
            constraint=models.UniqueConstraint(fields=('frame', 'number'), name='vision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='vision',
            constraint=models.UniqueConstraint(fields=('frame', 'slug'), name='vision_slug_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_visionevent" ("frame_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "title_en") VALUES (NEW."frame_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."title", NEW."title_en"); RETURN NULL;', hash='8efdde0ced1eb5743930b6c76a22002bcaf489fa', operation='INSERT', pgid='pgtrigger_insert_insert_fe447', table='partnership_vision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_visionevent" ("frame_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "title_en") VALUES (NEW."frame_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."title", NEW."title_en"); RETURN NULL;', hash='1761f1c393d1f5a851ab84e98c9d14d28df62860', operation='UPDATE', pgid='pgtrigger_update_update_b87ce', table='partnership_vision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_visionevent" ("frame_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "title_en") VALUES (OLD."frame_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."title", OLD."title_en"); RETURN NULL;', hash='d0831347e10eeb38f8fd453a58cde140de8fb312', operation='DELETE', pgid='pgtrigger_delete_delete_01abf', table='partnership_vision', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(fields=('vision', 'number'), name='goal_number_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_goalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "title_en", "vision_id") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."title_en", NEW."vision_id"); RETURN NULL;', hash='a24205ea27b0d8ed11ce8d78d5d12a72db99a8e2', operation='INSERT', pgid='pgtrigger_insert_insert_6a7e7', table='partnership_goal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnership_goalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "title_en", "vision_id") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."title_en", NEW."vision_id"); RETURN NULL;', hash='40165e784722facf2ebd2e913b9237e4ec5eb94c', operation='UPDATE', pgid='pgtrigger_update_update_acb24', table='partnership_goal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnership_goalevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "title_en", "vision_id") VALUES (OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."title_en", OLD."vision_id"); RETURN NULL;', hash='0e45d8ef51383ca279418bcc38d149ed97429427', operation='DELETE', pgid='pgtrigger_delete_delete_76ec2', table='partnership_goal', when='AFTER')),
        ),
        ]),
    ]
