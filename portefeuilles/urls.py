from django.urls import path

from . import views

app_name = "portefeuilles"

urlpatterns = [
    path("", views.portefeuille_list, name="portefeuille-list"),
    path("nieuw/", views.portefeuille_add, name="portefeuille-add"),
    path("<int:pk>/", views.portefeuille, name="portefeuille"),
    path("<int:pk>/wijzigen/", views.portefeuille_change, name="portefeuille-change"),
    path("<int:pk>/houder/", views.houder_add, name="houder-add"),
    path("houderschappen/<int:pk>/beeindigen/", views.houder_end, name="houder-end"),
    path("trends/nieuw/", views.trend_add, name="trend-add"),
    path("trends/<int:pk>/", views.trend, name="trend"),
    path("trends/<int:pk>/wijzigen/", views.trend_change, name="trend-change"),
    path("trends/<int:pk>/bevestigen/", views.trend_confirm, name="trend-confirm"),
    path("trends/<int:pk>/sluiten/", views.trend_close, name="trend-close"),
]
