"""The production set-up, read as text: Docker itself is not needed to see that the parts fit."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
OURS = ("migrate", "web", "worker", "beat")
SETTINGS = (ROOT / "config" / "settings.py").read_text()
READ = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))
EXAMPLE = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_all_parts_are_there():
    assert set(SERVICES) == {*OURS, "postgres", "valkey", "proxy"}
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert SERVICES["valkey"]["image"] == "valkey/valkey:9"


def test_one_image_serves_all_our_parts_and_is_not_root():
    assert {SERVICES[name]["image"] for name in OURS} == {"kvarterkompas"}
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.MULTILINE)
    assert all(SERVICES[name]["cap_drop"] == ["ALL"] for name in OURS)


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "migrate"])
def test_every_lasting_part_says_whether_it_is_well(name):
    # web takes the check of the image
    assert "healthcheck" in SERVICES[name] or (name == "web" and "HEALTHCHECK" in DOCKERFILE)
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_every_command_exists(name):
    packages = (ROOT / "requirements.lock").read_text()
    command = SERVICES[name].get("command") or re.findall(r'CMD \["(gunicorn)"', DOCKERFILE)
    program = command[0]
    if program == "python":
        assert (ROOT / command[1]).exists()
    else:
        assert f"\n{program}==" in packages


def test_every_variable_is_explained_and_read():
    wanted = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    assert wanted <= EXAMPLE
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= READ


def test_the_example_file_holds_every_setting_and_nothing_else():
    only_compose = {"SITE_HOST", "POSTGRES_PASSWORD"}
    assert EXAMPLE - only_compose == READ


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_proxy_leads_to_the_web_server():
    port = re.search(r"EXPOSE (\d+)", DOCKERFILE)
    assert port is not None
    assert f"reverse_proxy web:{port.group(1)}" in (ROOT / "deploy" / "Caddyfile").read_text()


def test_nothing_keeps_a_secret_in_the_file():
    assert not re.search(r"(SECRET_KEY|PASSWORD): (?!\$\{)", COMPOSE)
    assert not re.search(
        r"^(SECRET_KEY|POSTGRES_PASSWORD)=.+", (ROOT / ".env.example").read_text(), re.M
    )
