from django.urls import path

from . import views

app_name = "notificaties"

urlpatterns = [
    path("", views.meldingen, name="meldingen"),
    path("gelezen/", views.meldingen_read, name="meldingen-read"),
    path("voorkeur/", views.voorkeur, name="voorkeur"),
    path("<int:pk>/", views.melding, name="melding"),
    path("<int:pk>/uitstellen/", views.melding_snooze, name="melding-snooze"),
]
