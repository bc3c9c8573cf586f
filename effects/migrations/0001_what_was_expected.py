"""What was expected of interventions, the reviews of them, and the partnership's look at itself."""

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
        ('areas', '0001_initial'),
        ('indicators', '0018_effort_in_many_areas'),
        ('partnership', '0007_decisions_belong_to_open_minutes'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='ExpectedEffect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='1, 2, … within the intervention')),
                ('withdrawn_on', models.DateField(blank=True, help_text='No longer expected', null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expected_effects', to='indicators.indicator')),
                ('intervention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expected_effects', to='partnership.intervention')),
            ],
            options={
                'ordering': ['intervention', 'number'],
                'constraints': [models.UniqueConstraint(fields=('intervention', 'number'), name='expected_effect_number_once'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='withdrawn_effect_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='ExpectedEffectEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(help_text='1, 2, … within the intervention')),
                ('withdrawn_on', models.DateField(blank=True, help_text='No longer expected', null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.indicator')),
                ('intervention', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.intervention')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='effects.expectedeffect')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('expected', 'den forventede tid er gået'), ('decision', 'beslutningens opfølgningsdag'), ('again', 'udsat ved sidste opfølgning'), ('asked', 'bedt om')], max_length=8)),
                ('due_on', models.DateField()),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, help_text='Closed without a finding: what it was about ended', max_length=300)),
                ('finding', models.CharField(blank=True, choices=[('as_expected', 'som forventet'), ('partly', 'delvist som forventet'), ('not', 'ikke som forventet'), ('too_early', 'for tidligt at sige'), ('cannot_tell', 'kan ikke afgøres')], max_length=11)),
                ('outcome', models.CharField(blank=True, choices=[('continue', 'fortsætter'), ('adjust', 'justeres'), ('stop', 'stoppes'), ('anchor', 'forankres i driften'), ('postpone', 'udsættes')], max_length=8)),
                ('reason', models.TextField(blank=True, help_text='Why: written by people', max_length=4000)),
                ('story', models.TextField(blank=True, help_text='What lies behind the figures', max_length=4000)),
                ('early_reason', models.TextField(blank=True, help_text='Why it is judged before anything can be seen', max_length=2000)),
                ('next_review_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, help_text='The body that looked at it, once closed', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='partnership.body')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(blank=True, help_text='The decision it follows up on, if one asked for it', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='partnership.decision')),
                ('frozen', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review', to='indicators.frozencopy')),
                ('intervention', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='partnership.intervention')),
                ('item', models.ForeignKey(blank=True, help_text='The agenda item it was treated on', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews', to='partnership.agendaitem')),
                ('settled_by', models.ForeignKey(blank=True, help_text='The decision that was taken on it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settles', to='partnership.decision')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('intervention__isnull', False), ('decision__isnull', False), _connector='OR'), name='review_is_about_something'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('intervention',), name='one_open_review_of_an_intervention'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True), ('intervention__isnull', True)), fields=('decision',), name='one_open_review_of_a_decision'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('withdrawn_because', ''), _negated=True), models.Q(models.Q(('finding', ''), _negated=True), models.Q(('outcome', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('frozen__isnull', False)), _connector='OR'), name='closed_review_says_what_was_found'), models.CheckConstraint(condition=models.Q(models.Q(('finding__in', ['too_early', 'cannot_tell']), _negated=True), ('outcome__in', ['stop', 'anchor']), ('next_review_on__isnull', False), _connector='OR'), name='open_question_has_its_next_day'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'postpone'), _negated=True), ('next_review_on__isnull', False), _connector='OR'), name='postponed_review_has_its_next_day')],
            },
        ),
        migrations.CreateModel(
            name='ReviewEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('cause', models.CharField(choices=[('expected', 'den forventede tid er gået'), ('decision', 'beslutningens opfølgningsdag'), ('again', 'udsat ved sidste opfølgning'), ('asked', 'bedt om')], max_length=8)),
                ('due_on', models.DateField()),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, help_text='Closed without a finding: what it was about ended', max_length=300)),
                ('finding', models.CharField(blank=True, choices=[('as_expected', 'som forventet'), ('partly', 'delvist som forventet'), ('not', 'ikke som forventet'), ('too_early', 'for tidligt at sige'), ('cannot_tell', 'kan ikke afgøres')], max_length=11)),
                ('outcome', models.CharField(blank=True, choices=[('continue', 'fortsætter'), ('adjust', 'justeres'), ('stop', 'stoppes'), ('anchor', 'forankres i driften'), ('postpone', 'udsættes')], max_length=8)),
                ('reason', models.TextField(blank=True, help_text='Why: written by people', max_length=4000)),
                ('story', models.TextField(blank=True, help_text='What lies behind the figures', max_length=4000)),
                ('early_reason', models.TextField(blank=True, help_text='Why it is judged before anything can be seen', max_length=2000)),
                ('next_review_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, db_constraint=False, help_text='The body that looked at it, once closed', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.body')),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(blank=True, db_constraint=False, help_text='The decision it follows up on, if one asked for it', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.decision')),
                ('frozen', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.frozencopy')),
                ('intervention', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.intervention')),
                ('item', models.ForeignKey(blank=True, db_constraint=False, help_text='The agenda item it was treated on', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.agendaitem')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='effects.review')),
                ('settled_by', models.ForeignKey(blank=True, db_constraint=False, help_text='The decision that was taken on it', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.decision')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EffectMarker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='effect', to='indicators.eventmarker')),
                ('effect', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='markers', to='effects.expectedeffect')),
            ],
            options={
                'ordering': ['effect', 'event'],
            },
        ),
        migrations.CreateModel(
            name='EffectMarkerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('event', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='indicators.eventmarker')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='effects.effectmarker')),
                ('effect', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='effects.expectedeffect')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EffectVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('measure', models.CharField(choices=[('level', 'områdets eget tal'), ('gap', 'afstanden til sammenligningsgrundlaget')], default='level', max_length=5)),
                ('direction', models.CharField(choices=[('rise', 'stiger'), ('fall', 'falder')], max_length=4)),
                ('size', models.FloatField(help_text="In the indicator's unit; percentage points for shares; above 0")),
                ('earliest_on', models.DateField(help_text='Before this day nothing can be seen')),
                ('latest_on', models.DateField(help_text='By this day it should be seen')),
                ('why', models.TextField(help_text='Why we believe it', max_length=4000)),
                ('other_causes', models.TextField(blank=True, help_text='What else could explain a change', max_length=4000)),
                ('reason', models.TextField(blank=True, help_text='Why it was amended', max_length=2000)),
                ('written_on', models.DateField(default=django.utils.timezone.localdate)),
                ('is_late', models.BooleanField(default=False, help_text='Written after the intervention began')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('areas', models.ManyToManyField(related_name='expected_effects', to='areas.area')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='effect_versions', to='partnership.decision')),
                ('target_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.targetgroup')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('effect', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='effects.expectedeffect')),
            ],
            options={
                'ordering': ['effect', 'number'],
                'constraints': [models.UniqueConstraint(fields=('effect', 'number'), name='effect_version_once'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='expected_size_above_zero'), models.CheckConstraint(condition=models.Q(('latest_on__gte', models.F('earliest_on'))), name='expected_latest_after_earliest'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='amendment_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='EffectVersionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('measure', models.CharField(choices=[('level', 'områdets eget tal'), ('gap', 'afstanden til sammenligningsgrundlaget')], default='level', max_length=5)),
                ('direction', models.CharField(choices=[('rise', 'stiger'), ('fall', 'falder')], max_length=4)),
                ('size', models.FloatField(help_text="In the indicator's unit; percentage points for shares; above 0")),
                ('earliest_on', models.DateField(help_text='Before this day nothing can be seen')),
                ('latest_on', models.DateField(help_text='By this day it should be seen')),
                ('why', models.TextField(help_text='Why we believe it', max_length=4000)),
                ('other_causes', models.TextField(blank=True, help_text='What else could explain a change', max_length=4000)),
                ('reason', models.TextField(blank=True, help_text='Why it was amended', max_length=2000)),
                ('written_on', models.DateField(default=django.utils.timezone.localdate)),
                ('is_late', models.BooleanField(default=False, help_text='Written after the intervention began')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decision', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.decision')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='effects.effectversion')),
                ('target_group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnership.targetgroup')),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('effect', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='effects.expectedeffect')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('question', models.CharField(max_length=300)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('invited', models.PositiveSmallIntegerField(default=0, help_text='People who held a seat while it was open, counted when it closed')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-year'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='evaluation_closes_after_opening')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.PositiveSmallIntegerField(choices=[(1, 'slet ikke'), (2, 'i mindre grad'), (3, 'i nogen grad'), (4, 'i høj grad'), (5, 'i meget høj grad')])),
                ('comment', models.TextField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='effects.evaluation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['evaluation', 'id'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'person'), name='evaluation_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('question', models.CharField(max_length=300)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('invited', models.PositiveSmallIntegerField(default=0, help_text='People who held a seat while it was open, counted when it closed')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='effects.evaluation')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_evaluationevent" ("closed_at", "closes_on", "id", "invited", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "year") VALUES (NEW."closed_at", NEW."closes_on", NEW."id", NEW."invited", NEW."opens_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."year"); RETURN NULL;', hash='a4766fcf2ba29ced84ac0f1bb2f2737d66567e0d', operation='INSERT', pgid='pgtrigger_insert_insert_d43b4', table='effects_evaluation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "effects_evaluationevent" ("closed_at", "closes_on", "id", "invited", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "year") VALUES (NEW."closed_at", NEW."closes_on", NEW."id", NEW."invited", NEW."opens_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."year"); RETURN NULL;', hash='256d9309c006683bc794ec51ff11bf25b093e140', operation='UPDATE', pgid='pgtrigger_update_update_5c314', table='effects_evaluation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_evaluationevent" ("closed_at", "closes_on", "id", "invited", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "year") VALUES (OLD."closed_at", OLD."closes_on", OLD."id", OLD."invited", OLD."opens_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question", OLD."year"); RETURN NULL;', hash='7d8e8e80e511ace978ed67dbae8b82b9123cc90f', operation='DELETE', pgid='pgtrigger_delete_delete_8c21d', table='effects_evaluation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expectedeffect',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_expectedeffectevent" ("created_at", "id", "indicator_id", "intervention_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_because", "withdrawn_on") VALUES (NEW."created_at", NEW."id", NEW."indicator_id", NEW."intervention_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."withdrawn_because", NEW."withdrawn_on"); RETURN NULL;', hash='cdaf485eddaf6cfef30158e69d4a947ac61cdea8', operation='INSERT', pgid='pgtrigger_insert_insert_50a57', table='effects_expectedeffect', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expectedeffect',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "effects_expectedeffectevent" ("created_at", "id", "indicator_id", "intervention_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_because", "withdrawn_on") VALUES (NEW."created_at", NEW."id", NEW."indicator_id", NEW."intervention_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."withdrawn_because", NEW."withdrawn_on"); RETURN NULL;', hash='1f0ce5f3e84ffed898e5cdfe51a8bdfc64f79e63', operation='UPDATE', pgid='pgtrigger_update_update_08b97', table='effects_expectedeffect', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expectedeffect',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_expectedeffectevent" ("created_at", "id", "indicator_id", "intervention_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_because", "withdrawn_on") VALUES (OLD."created_at", OLD."id", OLD."indicator_id", OLD."intervention_id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."withdrawn_because", OLD."withdrawn_on"); RETURN NULL;', hash='9ef0e8a9e8aaf9859ae84c977540a78d082d0d37', operation='DELETE', pgid='pgtrigger_delete_delete_0527b', table='effects_expectedeffect', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectversion',
            trigger=pgtrigger.compiler.Trigger(name='expected_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."earliest_on" IS DISTINCT FROM (NEW."earliest_on") OR OLD."effect_id" IS DISTINCT FROM (NEW."effect_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_late" IS DISTINCT FROM (NEW."is_late") OR OLD."latest_on" IS DISTINCT FROM (NEW."latest_on") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."other_causes" IS DISTINCT FROM (NEW."other_causes") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."target_group_id" IS DISTINCT FROM (NEW."target_group_id") OR OLD."why" IS DISTINCT FROM (NEW."why") OR OLD."written_on" IS DISTINCT FROM (NEW."written_on"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3993354d12f73071c198abfa5d5db5a887e76213', operation='UPDATE', pgid='pgtrigger_expected_stands_c8531', table='effects_effectversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectversion',
            trigger=pgtrigger.compiler.Trigger(name='expected_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='76d4edc6bd4f64304cd148414807885d4a1ab70a', operation='DELETE', pgid='pgtrigger_expected_stays_93391', table='effects_effectversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_effectversionevent" ("created_at", "decision_id", "direction", "earliest_on", "effect_id", "id", "is_late", "latest_on", "measure", "number", "other_causes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "size", "target_group_id", "why", "written_by_id", "written_on") VALUES (NEW."created_at", NEW."decision_id", NEW."direction", NEW."earliest_on", NEW."effect_id", NEW."id", NEW."is_late", NEW."latest_on", NEW."measure", NEW."number", NEW."other_causes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."size", NEW."target_group_id", NEW."why", NEW."written_by_id", NEW."written_on"); RETURN NULL;', hash='eba437df3e46aab405c10294bfa89cd850cbf467', operation='INSERT', pgid='pgtrigger_insert_insert_41f88', table='effects_effectversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "effects_effectversionevent" ("created_at", "decision_id", "direction", "earliest_on", "effect_id", "id", "is_late", "latest_on", "measure", "number", "other_causes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "size", "target_group_id", "why", "written_by_id", "written_on") VALUES (NEW."created_at", NEW."decision_id", NEW."direction", NEW."earliest_on", NEW."effect_id", NEW."id", NEW."is_late", NEW."latest_on", NEW."measure", NEW."number", NEW."other_causes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."size", NEW."target_group_id", NEW."why", NEW."written_by_id", NEW."written_on"); RETURN NULL;', hash='c0168dba2b950daaa4637de78e2a03068b1297a2', operation='UPDATE', pgid='pgtrigger_update_update_3c918', table='effects_effectversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_effectversionevent" ("created_at", "decision_id", "direction", "earliest_on", "effect_id", "id", "is_late", "latest_on", "measure", "number", "other_causes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "size", "target_group_id", "why", "written_by_id", "written_on") VALUES (OLD."created_at", OLD."decision_id", OLD."direction", OLD."earliest_on", OLD."effect_id", OLD."id", OLD."is_late", OLD."latest_on", OLD."measure", OLD."number", OLD."other_causes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."size", OLD."target_group_id", OLD."why", OLD."written_by_id", OLD."written_on"); RETURN NULL;', hash='c4b5f2075eaa9f21b240ecbda0e2c2636c1a167d', operation='DELETE', pgid='pgtrigger_delete_delete_1fe95', table='effects_effectversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectmarker',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_effectmarkerevent" ("effect_id", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."effect_id", NEW."event_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='1c50ea73d35fd6ca45083b6dce79088325c89202', operation='INSERT', pgid='pgtrigger_insert_insert_d1c0a', table='effects_effectmarker', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectmarker',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "effects_effectmarkerevent" ("effect_id", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."effect_id", NEW."event_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='6c3fbf24fd924b2fc07945cb819a81ae09c5ef99', operation='UPDATE', pgid='pgtrigger_update_update_cd0f5', table='effects_effectmarker', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effectmarker',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_effectmarkerevent" ("effect_id", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."effect_id", OLD."event_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='16b85123a43b7056903e558b3879b8664d280daf', operation='DELETE', pgid='pgtrigger_delete_delete_45a75', table='effects_effectmarker', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='closed_review_stands', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."cause" IS DISTINCT FROM (NEW."cause") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."early_reason" IS DISTINCT FROM (NEW."early_reason") OR OLD."finding" IS DISTINCT FROM (NEW."finding") OR OLD."frozen_id" IS DISTINCT FROM (NEW."frozen_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."intervention_id" IS DISTINCT FROM (NEW."intervention_id") OR OLD."next_review_on" IS DISTINCT FROM (NEW."next_review_on") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."settled_by_id" IS DISTINCT FROM (NEW."settled_by_id") OR OLD."story" IS DISTINCT FROM (NEW."story") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because"))', func="\n                    IF OLD.closed_at IS NOT NULL THEN\n                        RAISE EXCEPTION 'closed review stands'\n                        USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='a7fd473332e077546e9238cef695429ab8fc93bd', operation='UPDATE', pgid='pgtrigger_closed_review_stands_773c3', table='effects_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='closed_review_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ab10f8984c25343f98de50ee13d72881506dfd6e', operation='DELETE', pgid='pgtrigger_closed_review_stays_55c9c', table='effects_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_reviewevent" ("body_id", "cause", "closed_at", "closed_by_id", "decision_id", "due_on", "early_reason", "finding", "frozen_id", "id", "intervention_id", "item_id", "next_review_on", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_by_id", "story", "withdrawn_because") VALUES (NEW."body_id", NEW."cause", NEW."closed_at", NEW."closed_by_id", NEW."decision_id", NEW."due_on", NEW."early_reason", NEW."finding", NEW."frozen_id", NEW."id", NEW."intervention_id", NEW."item_id", NEW."next_review_on", NEW."opened_at", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."settled_by_id", NEW."story", NEW."withdrawn_because"); RETURN NULL;', hash='9c3ba56b349f62c0e1222640899931d4d257f72a', operation='INSERT', pgid='pgtrigger_insert_insert_6351b', table='effects_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "effects_reviewevent" ("body_id", "cause", "closed_at", "closed_by_id", "decision_id", "due_on", "early_reason", "finding", "frozen_id", "id", "intervention_id", "item_id", "next_review_on", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_by_id", "story", "withdrawn_because") VALUES (NEW."body_id", NEW."cause", NEW."closed_at", NEW."closed_by_id", NEW."decision_id", NEW."due_on", NEW."early_reason", NEW."finding", NEW."frozen_id", NEW."id", NEW."intervention_id", NEW."item_id", NEW."next_review_on", NEW."opened_at", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."settled_by_id", NEW."story", NEW."withdrawn_because"); RETURN NULL;', hash='4761bca7b025cda229768e2db64853abe44f3792', operation='UPDATE', pgid='pgtrigger_update_update_74a75', table='effects_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "effects_reviewevent" ("body_id", "cause", "closed_at", "closed_by_id", "decision_id", "due_on", "early_reason", "finding", "frozen_id", "id", "intervention_id", "item_id", "next_review_on", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_by_id", "story", "withdrawn_because") VALUES (OLD."body_id", OLD."cause", OLD."closed_at", OLD."closed_by_id", OLD."decision_id", OLD."due_on", OLD."early_reason", OLD."finding", OLD."frozen_id", OLD."id", OLD."intervention_id", OLD."item_id", OLD."next_review_on", OLD."opened_at", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."settled_by_id", OLD."story", OLD."withdrawn_because"); RETURN NULL;', hash='5fa34b3de4eaa3e929f38e881b55733f25dca7e7', operation='DELETE', pgid='pgtrigger_delete_delete_7b973', table='effects_review', when='AFTER')),
        ),
        ]),
    ]
