/* Draws the pictures of report.html when they come into view; where that is not possible, shows their printed form. */
(() => {
  'use strict';

  const unpack = async id => {
    const bytes = Uint8Array.from(atob(document.getElementById(id).textContent.trim()), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).text();
  };

  /** The printed form lies in <noscript>, whose content is plain text to a browser with scripts. */
  const printed = plot => {
    const form = plot.parentElement.querySelector('noscript');
    return form ? form.textContent : '';
  };

  const showPrinted = (plot, why) => {
    plot.innerHTML = printed(plot);
    plot.classList.add('printed');
    plot.title = why;
  };

  /** Drawings in three dimensions are blank on paper, so paper always shows the printed form. */
  const prepareForPaper = () => {
    document.querySelectorAll('details').forEach(details => { details.open = true; });
    document.querySelectorAll('.plot:not(.printed)').forEach(plot => {
      if (!plot.parentElement.querySelector('.paper')) {
        const paper = document.createElement('div');
        paper.className = 'paper';
        paper.innerHTML = printed(plot);
        plot.after(paper);
      }
    });
  };

  const drawOnce = async plot => {
    if (plot.dataset.drawn) {
      return;
    }
    plot.dataset.drawn = 'yes';
    plot.replaceChildren();
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
    plots.forEach(plot => {
      // A scene that made room for others is drawn anew when it is seen again.
      plot.addEventListener('released', () => {
        delete plot.dataset.drawn;
        observer.observe(plot);
      });
      observer.observe(plot);
    });
  };

  window.addEventListener('beforeprint', prepareForPaper);
  start();
})();
