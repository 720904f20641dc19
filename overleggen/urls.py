from django.urls import path

from . import views

app_name = "overleggen"

urlpatterns = [
    path("", views.overleg_list, name="overleg-list"),
    path("reeksen/nieuw/", views.reeks_add, name="reeks-add"),
    path("reeksen/<int:pk>/", views.reeks_change, name="reeks-change"),
    path("<int:pk>/", views.overleg, name="overleg"),
    path("<int:pk>/start/", views.overleg_start, name="overleg-start"),
    path("<int:pk>/sluiten/", views.overleg_close, name="overleg-close"),
    path("<int:pk>/vervallen/", views.overleg_cancel, name="overleg-cancel"),
    path("<int:pk>/inbrengen/", views.punt_add, name="punt-add"),
    path("punten/<int:pk>/verplaatsen/", views.punt_move, name="punt-move"),
    path("punten/<int:pk>/start/", views.punt_start, name="punt-start"),
    path("punten/<int:pk>/afronden/", views.punt_end, name="punt-end"),
    path("punten/<int:pk>/buiten/", views.punt_skip, name="punt-skip"),
    path("actiepunten/", views.actiepunt_list, name="actiepunt-list"),
    path("actiepunten/nieuw/", views.actiepunt_add, name="actiepunt-add"),
    path("actiepunten/<int:pk>/", views.actiepunt, name="actiepunt"),
]
