/**
 * Gives a document or a shadow root a style sheet. A constructed sheet needs
 * no node and no leave from the page's CSP; Firefox refuses it to content
 * scripts, and there a <style> in our own shadow root is let through.
 */
export function adopt(root: Document | ShadowRoot, css: string): void {
  const view = (root.ownerDocument ?? root).defaultView ?? window;
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    if (root.nodeType === Node.DOCUMENT_NODE) return;
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
