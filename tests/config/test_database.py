import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_folds_danish_letters():
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÆØÅ')")
        assert cursor.fetchone() == ("æøå",)
