"""What other tools read of the project says the same in every place: versions, licences, commands."""

from __future__ import annotations

import re
import tomllib

from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
SCHEMA_KEYS = {  # of the Citation File Format 1.2.0
    "abstract",
    "authors",
    "cff-version",
    "commit",
    "contact",
    "date-released",
    "doi",
    "identifiers",
    "keywords",
    "license",
    "license-url",
    "message",
    "preferred-citation",
    "references",
    "repository",
    "repository-artifact",
    "repository-code",
    "title",
    "type",
    "url",
    "version",
}


def listed(key: str) -> list[str]:
    (block,) = re.findall(rf"^{key}:\n((?:  - .+\n)+)", CITATION, re.MULTILINE)
    return re.findall(r"  - (.+)", block)


def test_the_citation_file_has_the_keys_of_its_format() -> None:
    keys = re.findall(r"^([a-z-]+):", CITATION, re.MULTILINE)
    assert len(keys) == len(set(keys))
    assert {"authors", "cff-version", "message", "title"} <= set(keys) <= SCHEMA_KEYS
    assert "cff-version: 1.2.0\n" in CITATION
    assert "type: software\n" in CITATION


def test_the_citation_names_the_version_and_the_licences_of_the_package() -> None:
    assert f"version: {PROJECT['version']}\n" in CITATION
    assert " AND ".join(listed("license")) == PROJECT["license"]


def test_the_workflow_and_the_hooks_run_what_is_there() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert re.findall(r"- run: bash (\S+)", workflow) == [".ci/run"]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"- repo: (\S+)", hooks) == ["local"]
    named = re.findall(r"tests/\S+\.py", hooks)
    assert named
    assert all((ROOT / path).is_file() for path in named)


def test_the_package_is_never_uploaded_by_mistake() -> None:
    assert "Private :: Do Not Upload" in PROJECT["classifiers"]
