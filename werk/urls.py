from django.urls import path

from . import views

app_name = "werk"

urlpatterns = [
    path("", views.werk, name="werk"),
    path("tijd/", views.tijd, name="tijd"),
    path("tijd/team/", views.team_tijd, name="team-tijd"),
    path("tijd/<int:pk>/", views.tijd_van, name="tijd-van"),
    path("<int:pk>/herhalen/", views.werk_repeat, name="werk-repeat"),
    path("<int:pk>/wijzigen/", views.werk_change, name="werk-change"),
    path("<int:pk>/weg/", views.werk_remove, name="werk-remove"),
    path("<int:pk>/terug/", views.werk_restore, name="werk-restore"),
    path("<int:pk>/favoriet/", views.favoriet_add, name="favoriet-add"),
    path("favorieten/<int:pk>/", views.favoriet_log, name="favoriet-log"),
    path("favorieten/<int:pk>/weg/", views.favoriet_remove, name="favoriet-remove"),
]
