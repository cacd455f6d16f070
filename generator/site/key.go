package site

import (
	"fmt"
	"hash/fnv"
	"reflect"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/present"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
)

// producer makes the outputs of a state, and knows what each depends on.
type producer struct {
	settings *settings
	plan     *present.Plan
	content  *content.Content
	reports  annuals
	// words says that a text is coded for the search when it is rendered. A preview
	// leaves that until somebody searches.
	words bool
}

// pageParts are the parts of a page's key that are not fields of its view, in
// the order in which pageKey appends them.
var pageParts = [...]string{"layout", "chrome", "text", picturesPart: "pictures", tablesPart: "tables", "figures"}

// The places in a key of what is known only when a text has been rendered.
const (
	picturesPart = 3
	tablesPart   = 4
)

// ofRendering are the two.
var ofRendering = [...]int{picturesPart, tablesPart}

// pageKey appends the key of a page to dst.
func (p *producer) pageKey(dst []uint64, o present.Output, v *present.View, frame *layout.Frame) []uint64 {
	var body, pictures, tables, figures uint64
	if v.Body != catalog.None {
		d := p.content.Docs[v.Body]
		if body = short(d.BodySum); p.settings.config.JoinsLines() {
			body = ^body // the same bytes are another text
		}
		if !p.settings.config.Markdown.Official {
			body++
		}
		pictures, tables = p.picturesKey(d.Text()), p.tablesKey(d.Text())
	}
	if year, ok := o.ReportYear(); ok {
		figures = p.reports.figuresKey(year)
	}
	dst = append(dst, short(p.settings.layouts.Sum(v.Layout)), short(frame.Sum), body, pictures, tables, figures)
	return cache.AppendComponents(dst, v.Value)
}

// lateKey appends the key of an output that is not a page.
func (p *producer) lateKey(dst []uint64, l *present.Late) []uint64 {
	key := p.plan.LateKey(l, func(id catalog.ID) cache.Sum { return p.content.Docs[id].MetaSum })
	return cache.AppendComponents(dst, &key)
}

// keyNames names the parts of the key of an output.
func (p *producer) keyNames(o present.Output) []string {
	if !o.IsPage() {
		return cache.Names(reflect.TypeFor[present.LateKey]())
	}
	return append(pageParts[:], cache.Names(reflect.TypeOf(p.plan.View(new(present.Memory), o).Value))...)
}

// picturesKey covers what is shown of the pictures that a text showed when it was
// last rendered: their sizes, and whether they are copies. A text that was never
// rendered has no record to compare with.
func (p *producer) picturesKey(t *record.Text) uint64 {
	if t == nil || len(t.Images) == 0 {
		return 0
	}
	h := fnv.New64a()
	for _, path := range t.Images {
		shown, _ := p.shown(path)
		fmt.Fprintf(h, "%s %d %d %s\n", path, shown.Width, shown.Height, shown.Copy)
	}
	return h.Sum64()
}

// tablesKey covers the files of which a text showed tables when it was last
// rendered.
func (p *producer) tablesKey(t *record.Text) uint64 {
	if t == nil || len(t.Tables) == 0 {
		return 0
	}
	h := fnv.New64a()
	for _, path := range t.Tables {
		sum := ""
		if facts, ok := p.content.Facts(path); ok {
			sum = facts.Info.SHA256
		}
		fmt.Fprintf(h, "%s %s\n", path, sum)
	}
	return h.Sum64()
}

// A picture that exceeds [images] max is shown by a reduced copy. Which one that is,
// and how large, follows from the facts of the picture alone: so a page that shows it
// is made without decoding it, and the copy is an output of its own, with a key.

// copyParts are the parts of the key of a copy.
func copyParts() []string { return []string{"picture", "measures"} }

// copyKey returns the key of a copy.
func copyKey(f *record.File, c *asset.Copy) []uint64 {
	return []uint64{short(f.Facts.Sum()), uint64(c.Width)<<32 | uint64(c.Height)}
}

// shown tells what is shown of a picture, by its path as [content.Content.Picture]
// has it.
func (p *producer) shown(path string) (markdown.Image, bool) {
	f := p.content.Picture(path)
	if f == nil {
		return markdown.Image{}, false
	}
	info := &f.Facts.Info
	if c, ok := info.Copy(path, p.settings.config.Images.Max); ok {
		return markdown.Image{Width: c.Width, Height: c.Height, Copy: c.Path}, true
	}
	return markdown.Image{Width: info.Width, Height: info.Height}, true
}
