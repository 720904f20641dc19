"""Who is logged in, read with what every page needs to know of them."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from concept.models import Concept

from .models import Medewerker


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        """The medewerker of a session, with whether they typed something that they did not send: no page asks that again."""
        typed = Concept.objects.filter(medewerker=OuterRef("pk"), velden__isnull=False)
        person = Medewerker.objects.annotate(heeft_concept=Exists(typed)).filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
