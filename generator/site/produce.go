package site

import (
	"unsafe"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/present"
	"gongkai/generator/tree"
)

// product is an output, as far as it was made. It is valid until the worker's next.
type product struct {
	// key has what the output depends on; the parts of a page are named by
	// keyNames. It is nil where the chrome of a page cannot be made, for failed.
	key    []uint64
	failed error
	// current says that it was not made, since its key says that it is what it was.
	current bool
	// late writes an output that is no page.
	late *present.Late
	// data is a page; nil: it cannot be made, for what was found.
	data  []byte
	found []diag.Diagnostic // about the text and the layout of a page
	view  present.View      // of a page
}

// produce makes an output, for a build, the preview and `gongkai explain` alike. It
// is not made where current says of its key that nothing has changed; with none, only
// the key is wanted. An output that is no page is left to be written: it is never held
// in memory, since a catalog of a million documents has half a gigabyte. The error is
// a failure of the machine.
func (p *producer) produce(w *Worker, o present.Output, current func(key []uint64) bool) (made product, err error) {
	if !o.IsPage() {
		made.late = p.plan.Late(o)
		w.key = p.lateKey(w.key[:0], made.late)
		made.key = w.key
		made.current = current == nil || current(made.key)
		return made, nil
	}
	made.view = p.plan.View(&w.views, o)
	v := &made.view
	frame, err := p.settings.frames.frame(p.plan, v.Section, o.Path)
	if err != nil {
		made.failed, made.found = err, []diag.Diagnostic{p.settings.layouts.Finding(tree.Layouts.Name(), "base.html", err)}
		return made, nil
	}
	w.key = p.pageKey(w.key[:0], o, v, frame)
	made.key = w.key
	if made.current = current == nil || p.rendered(v.Body) && current(made.key); made.current {
		return made, nil
	}
	err = p.makePage(w, o, frame, &made)
	return made, err
}

// makePage makes a page.
func (p *producer) makePage(w *Worker, o present.Output, frame *layout.Frame, made *product) (err error) {
	v := &made.view
	var text layout.Text
	if v.Body != catalog.None {
		if made.found, err = p.render(w, v.Body, o); err != nil {
			return err
		}
		// The pictures and tables of a text are known only now that it has been rendered.
		rendered := p.content.Docs[v.Body].Text()
		made.key[picturesPart], made.key[tablesPart] = p.picturesKey(rendered), p.tablesKey(rendered)
		// The layout sees the worker's own bytes: it is done before they change.
		html := unsafe.String(unsafe.SliceData(w.html), len(w.html))
		w.shown = v.Text(w.shown, layout.HTML(html), w.text.Outline, w.places)
		text = w.shown
	}
	layouts := p.settings.layouts
	w.page, err = layouts.Execute(w.page[:0], &w.scratch, frame, v.Layout, v.Value, text)
	if err != nil {
		made.found = append(made.found, layouts.Finding(tree.Layouts.Name(), v.Layout, err))
		return nil
	}
	made.data = w.page
	return nil
}
