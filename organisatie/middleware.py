"""Nothing of a page stays in a shared browser; a page that is only read asks nothing twice."""


class NoStoreMiddleware:
    """Pages of somebody who is logged in are never kept by a browser or a proxy.

    While a page is read its permissions remember what they found about an object: see `object_predicate`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD") and request.user.is_authenticated:
            request.user.antwoorden = {}
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
