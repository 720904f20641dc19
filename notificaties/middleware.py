"""After everything somebody does: what was asked and is answered now is asked no more."""

from django.db import transaction

from .gevraagd import end_in_teams
from .storingen import log_fault


class AnsweredMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        done = request.method == "POST" and response.status_code == 302
        if done and getattr(request.user, "team_ids", None):
            try:
                with transaction.atomic():
                    end_in_teams(request.user.team_ids)
            except Exception as error:  # what was done is done: before a mail leaves it is looked at again
                log_fault("notices that ask no more", error)
        return response
