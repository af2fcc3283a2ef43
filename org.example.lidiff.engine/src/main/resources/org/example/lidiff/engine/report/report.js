/* Draws the pictures of report.html when they come into view; where that is not possible, shows their printed form. */
(() => {
  'use strict';

  const unpack = async id => {
    const bytes = Uint8Array.from(atob(document.getElementById(id).textContent.trim()), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).text();
  };

  /** The printed form lies in <noscript>, whose content is plain text to a browser with scripts. */
  const showPrinted = (plot, why) => {
    const printed = plot.parentElement.querySelector('noscript');
    plot.innerHTML = printed ? printed.textContent : '';
    plot.classList.add('printed');
    if (why) {
      plot.title = why;
    }
  };

  const drawOnce = async plot => {
    if (plot.dataset.drawn) {
      return;
    }
    plot.dataset.drawn = 'yes';
    try {
      await LidiffFigures.draw(plot, JSON.parse(document.getElementById(plot.dataset.picture).textContent));
    } catch (error) {
      showPrinted(plot, error.message);
    }
  };

  const start = async () => {
    const plots = [...document.querySelectorAll('.plot')];
    if (!plots.length) {
      return;
    }
    try {
      const script = document.createElement('script');
      script.textContent = await unpack('drawing-library');
      document.head.append(script);
    } catch (error) {
      plots.forEach(plot => showPrinted(plot, error.message));
      return;
    }
    const observer = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
      observer.unobserve(entry.target);
      drawOnce(entry.target);
    }), { rootMargin: '600px' });
    plots.forEach(plot => observer.observe(plot));
    window.addEventListener('beforeprint', () => {
      document.querySelectorAll('details').forEach(details => { details.open = true; });
      plots.filter(plot => !plot.dataset.drawn).forEach(plot => {
        plot.dataset.drawn = 'printed';
        showPrinted(plot);
      });
    });
  };

  start();
})();
