"""Plans that stand already keep saying what they said of size, term and risk."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("planning", "0006_amending_and_ending")]

    operations = [
        migrations.AddField("plan", "is_sized", models.BooleanField(default=True)),
        migrations.AlterField("plan", "is_sized", models.BooleanField(default=False)),
    ]
