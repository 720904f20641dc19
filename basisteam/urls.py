"""Every address. Only login and logout of allauth are wired: people come from the import."""

from allauth.account import views as account
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from demo.views import demo_people

from .health import health, health_parts, zelfcontrole_page


class LoginView(account.LoginView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(demo_people=demo_people() if settings.DEMO else None, **kwargs)


urlpatterns = [
    path("inloggen/", login_not_required(LoginView.as_view()), name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("gezondheid/", health, name="health"),
    path("gezondheid/onderdelen/", health_parts, name="health-parts"),
    path("beheer/zelfcontrole/", zelfcontrole_page, name="zelfcontrole"),
    path("concept/", include("concept.urls")),
    path("demo/", include("demo.views", namespace="demo")),
    path("casussen/", include("casuistiek.urls")),
    path("portefeuilles/", include("portefeuilles.urls")),
    path("bondgenoten/", include("bondgenoten.urls")),
    path("overleggen/", include("overleggen.urls")),
    path("werk/", include("werk.urls")),
    path("meldingen/", include("notificaties.urls")),
    path("team/", include("organisatie.urls")),
    path("", include("dashboard.urls")),
]
