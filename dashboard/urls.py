from django.urls import path

from . import views

app_name = "dashboard"

urlpatterns = [
    path("", views.mijn_werk, name="mijn-werk"),
    path("bmo/", views.bmo, name="bmo"),
]
