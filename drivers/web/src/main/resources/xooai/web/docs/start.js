// Shows the service's own description, with the token that the reader gives where one is needed. It stays in memory.
'use strict';
const form = document.getElementById('token');
const withToken = (token) => (token ? {Authorization: 'Bearer ' + token} : {});

function show(spec, token) {
  form.hidden = true;
  SwaggerUIBundle({
    spec,
    dom_id: '#page',
    deepLinking: false,
    validatorUrl: null,
    requestInterceptor: (request) => {
      Object.assign(request.headers, withToken(token));
      return request;
    },
  });
}

async function open(token) {
  const answer = await fetch('/openapi.json', {headers: withToken(token)});
  if (answer.ok) {
    show(await answer.json(), token);
  } else {
    form.hidden = false;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  open(form.elements.token.value);
});
open('');
