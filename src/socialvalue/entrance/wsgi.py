"""The web application, for any WSGI server. One page is rendered before the first request: templates compile once."""

from django.core.wsgi import get_wsgi_application

from socialvalue.entrance import warmup
from socialvalue.entrance.boot import boot

boot()
application = get_wsgi_application()
warmup.render_one_page(application)
