"""allauth, closed: people come from the import, so nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
