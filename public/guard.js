// Says in a sentence that the app could not start, on browsers that cannot even read the app's own
// code: so this file keeps to the JavaScript of 2009. The first reason stays. It falls silent once the
// app has taken #opening off the page.
(function () {
  'use strict';

  function fail(reason) {
    var opening = document.getElementById('opening');
    if (opening && !opening.hasAttribute('data-failed')) opening.setAttribute('data-failed', reason);
  }

  function reasonOf(error) {
    var compile = window.WebAssembly && WebAssembly.CompileError;
    return compile && error instanceof compile ? 'old' : 'start';
  }

  // Capturing, since a script that cannot be loaded reports to its element only.
  window.addEventListener('error', function (event) {
    var target = event.target;
    if (target === window || target.nodeName === 'SCRIPT') fail(reasonOf(event.error));
  }, true);
  window.addEventListener('unhandledrejection', function (event) { fail(reasonOf(event.reason)); });

  var modules = 'noModule' in document.createElement('script');
  if (!modules || typeof WebAssembly !== 'object' || !window.indexedDB) fail('old');
})();
