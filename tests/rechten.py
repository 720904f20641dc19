"""Who may what within a team, as a table to read: one row per permission and object, with who may; nobody else may.

Each app has its table in `test_wie_mag_wat.py`. A name is somebody with only that functie, or with only that relation to the
object. `allen` is everybody of the team. `elders` is a teamchef of another team, `vertrokken` works nowhere any more. Whether the object exists for somebody at all
is another question, asked first (`visible_to`, tests/web/test_toegang.py).
"""

import re
from importlib import import_module

import rules
from rules.permissions import permissions

from tests import factories

FUNCTIES = ("teamchef", "osa", "osc", "woe", "oe", "wijkagent", "zaco", "ggp", "intake")


def people(bt, ander):
    """Somebody per functie who has nothing to do with any object, the beheerder, and somebody elsewhere."""
    found = {functie: factories.medewerker(bt.team, functie, f"Los {functie}") for functie in FUNCTIES}
    found["beheerder"] = factories.medewerker(bt.team, "ggp", "Los beheerder", beheerder=True)
    return found | {"elders": ander.chef}


def invaller_of(bt, mensen):
    """Somebody away and the colleague of the same gebied who does their work, neither of them of the MT."""
    noord = factories.gebied(bt.team, "Noord")
    mensen |= {name: factories.medewerker(bt.team, "ggp", name.title()) for name in ("afwezige", "invaller")}
    factories.koppel(mensen["afwezige"], noord, "woe", 1)
    factories.koppel(mensen["invaller"], noord, "woe", 2)
    factories.afwezig(mensen["afwezige"])


def rows(table):
    """(permission, name of the object, names of who may) per line of a table."""
    for line in table.strip().splitlines():
        if line.strip() and not line.startswith("#"):
            what, _, who = line.partition("|")
            perm, obj = what.split()
            yield perm, obj, who.split()


def who_may(perm, obj, mensen):
    return {name for name, wie in mensen.items() if wie.has_perm(perm, obj)}


def check_table(app, table, mensen, objecten):
    """Every permission of the app has a row, and each row is exactly what holds."""
    wrong, seen = [], set()
    everybody = set(mensen) - {"elders", "vertrokken"}
    for perm, obj, who in rows(table):
        seen.add(f"{app}.{perm}")
        found = who_may(f"{app}.{perm}", objecten[obj], mensen)
        wanted = {name for who_name in who for name in (everybody if who_name == "allen" else {who_name})}
        if found != wanted:
            wrong.append(
                f"{perm} {obj}: may but is not in the table {sorted(found - wanted)}; may not {sorted(wanted - found)}"
            )
    assert not wrong, "\n".join(wrong)
    assert seen == {name for name in permissions if name.startswith(f"{app}.")}


def check_each_part(app, table, mensen, objecten, monkeypatch, *, double=()):
    """Every part of every permission decides something in the table: when it always says yes, or no, a row changes.

    `double`: (permission, part) that only guards what another door guards already.
    """
    parts = dict(vars_of(app))
    undecided = []
    before = {(perm, obj): who_may(f"{app}.{perm}", objecten[obj], mensen) for perm, obj, _ in rows(table)}
    for perm in sorted({perm for perm, _ in before}):
        words = set(re.findall(r"\w+", permissions[f"{app}.{perm}"].name))
        if len(words) == 1 and not permissions[f"{app}.{perm}"].name.startswith("~"):
            answers = ()
        else:
            answers = (True, False)
        for part in sorted(words & set(parts)):
            for answer in answers:
                with monkeypatch.context() as patch:
                    patch.setattr(parts[part], "fn", lambda *args, answer=answer: answer)
                    changed = any(
                        who_may(f"{app}.{perm}", objecten[obj], mensen) != who
                        for (name, obj), who in before.items()
                        if name == perm
                    )
                if not changed and (perm, part) not in double:
                    undecided.append(f"{perm}: {part} = {answer}")
    assert not undecided, undecided


def vars_of(app):
    """The named predicates that the permissions of an app are made of, its own and those it imports."""
    return [
        (name, value)
        for name, value in vars(import_module(f"{app}.permissions")).items()
        if isinstance(value, rules.Predicate) and value.name == name
    ]
