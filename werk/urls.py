from django.urls import path

from . import views

app_name = "werk"

urlpatterns = [
    path("", views.werk, name="werk"),
    path("<int:pk>/herhalen/", views.werk_repeat, name="werk-repeat"),
    path("<int:pk>/wijzigen/", views.werk_change, name="werk-change"),
    path("<int:pk>/weg/", views.werk_remove, name="werk-remove"),
]
