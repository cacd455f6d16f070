package site

import (
	"fmt"
	"hash/fnv"

	"gongkai/generator/catalog"
	"gongkai/generator/page"
)

// What texts say is coded for the search when they are rendered, and kept with the other
// records of them: so a document that has changed is the only one that is rendered for
// the index as well.

// wordsKey covers what a text says.
func (p *producer) wordsKey(id catalog.ID) uint64 {
	d := p.content.Docs[id]
	h := fnv.New64a()
	fmt.Fprintf(h, "%x %t %t %d", d.BodySum, p.settings.config.JoinsLines(), p.settings.config.Markdown.Official, p.tablesKey(d.Text()))
	if d.Meta.Form != "" {
		if o, ok := p.plan.Lookup(page.URL(d.Path)); ok {
			if year, ok := o.ReportYear(); ok {
				fmt.Fprintf(h, " %d", p.reports.figuresKey(year))
			}
		}
	}
	return h.Sum64()
}

// wordsOf returns what a text says, coded. It is rendered where that is not known.
func (p *producer) wordsOf(w *Worker, id catalog.ID) (string, error) {
	o, ok := p.plan.Lookup(page.URL(p.content.Docs[id].Path))
	if !ok {
		return "", nil // the page could not be planned, for what was found
	}
	if t := p.content.Docs[id].Text(); t != nil && t.Words != "" && !p.unrendered(id, o) {
		return t.Words, nil
	}
	coding := *p
	coding.words = true
	if _, err := coding.render(w, id, o); err != nil {
		return "", err
	}
	return p.content.Docs[id].Text().Words, nil
}
