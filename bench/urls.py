from basisteam.urls import urlpatterns as product

from .bare import urlpatterns as bare

urlpatterns = [*bare, *product]
