"""The bare page every page is measured against. This code is fixed: it does not change to reach a ratio.

Login, one query with two joins, 50 rows, a plain template.
"""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from casuistiek.models import Casus

TEMPLATE = engines["django"].from_string(
    """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Bare</title></head><body><h1>Bare</h1>
<table><thead><tr><th>Nr</th><th>Titel</th><th>Fase</th><th>Ernst</th><th>Team</th><th>Door</th><th>Op</th></tr></thead>
<tbody>{% for row in rows %}<tr><td>{{ row.nummer }}</td><td><a href="/casussen/{{ row.pk }}/">{{ row.titel }}</a></td>
<td>{{ row.fase }}</td><td>{{ row.ernst }}</td><td>{{ row.team.naam }}</td><td>{{ row.geopend_door.naam }}</td>
<td>{{ row.geopend_op|date:"j M Y" }}</td></tr>{% endfor %}</tbody></table></body></html>"""
)


def bare(request):
    team = request.user.plaatsingen.first().team_id
    rows = Casus.objects.filter(team=team).select_related("team", "geopend_door").order_by("-geopend_op")[:50]
    return HttpResponse(TEMPLATE.render({"rows": rows}, request))


urlpatterns = [path("bare/", bare)]
