"""comparisons."""
from django.http import HttpResponse

from partnership.rules.access import may_open_pages
from partnership.views.access import SeatedRequest, requires


@requires(may_open_pages)
def comparison(request: SeatedRequest) -> HttpResponse:
    return HttpResponse("")
