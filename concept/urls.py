from django.urls import path

from . import views

app_name = "concept"
urlpatterns = [
    path("", views.concepten, name="concepten"),
    path("bewaren/", views.bewaren, name="bewaren"),
    path("weggooien/", views.weggooien, name="weggooien"),
]
