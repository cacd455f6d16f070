package site

import (
	"slices"
	"strings"

	"gongkai/generator/cache"
	"gongkai/generator/config"
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/present"
)

// renderers has a renderer for each layout that shows a text. They differ in the
// ids that a text must leave to the page around it.
type renderers map[string]renderer

type renderer struct {
	*markdown.Renderer
	reserved []string
	key      uint64 // covers its options
}

func newRenderers(layouts *layout.Set, c *config.Config) renderers {
	list := renderers{}
	for _, name := range present.TextLayouts() {
		list[name] = newRenderer(dialect(c, layoutIDs(layouts, name)))
	}
	return list
}

func newRenderer(opt markdown.Options) renderer {
	return renderer{markdown.New(opt), opt.Reserved, dialectKey(opt)}
}

// dialect says how texts are read: as config.toml has it, with ids that they must
// leave to the page.
func dialect(c *config.Config, reserved []string) markdown.Options {
	return markdown.Options{Reserved: reserved, Join: c.JoinsLines()}
}

// dialectKey covers what dialect returns.
func dialectKey(opt markdown.Options) uint64 {
	key := strings.Join(opt.Reserved, " ")
	if opt.Join {
		key += "\njoin"
	}
	return short(cache.SumBytes([]byte(key)))
}

// layoutIDs lists the ids that a layout uses. Of one that is made of a value, all
// that begin with what stands before the value are its own; of one with nothing
// before the value the layout does not tell.
func layoutIDs(layouts *layout.Set, name string) []string {
	var list []string
	for _, id := range layouts.IDs(name) {
		switch begin, _, made := strings.Cut(id, "*"); {
		case !made:
			list = append(list, id)
		case begin != "":
			list = append(list, begin+"*")
		}
	}
	return list
}

// reserved lists the ids that the text on a page must not have: those of its
// layout, and on an annual report those of the tables and charts beside the text.
func (p *producer) reserved(o present.Output) []string {
	list := p.settings.renderers[p.plan.TextLayout(o)].reserved
	year, isReport := o.ReportYear()
	if !isReport {
		return list
	}
	list = slices.Clone(list)
	if r := p.reports.shown(year); r != nil {
		for _, t := range r.Tables {
			list = append(list, t.ID, t.ID+"-*")
		}
		for _, c := range r.Charts {
			list = append(list, c.ID, c.ID+"-*")
		}
	}
	return list
}

// renderer returns the renderer of the text on a page. An annual report, of which
// there is one a year, has one of its own.
func (p *producer) renderer(o present.Output) renderer {
	if _, isReport := o.ReportYear(); isReport {
		return newRenderer(dialect(p.settings.config, p.reserved(o)))
	}
	return p.settings.renderers[p.plan.TextLayout(o)]
}

// reservedKey covers how the text on a page is read, and the ids that it must not
// have.
func (p *producer) reservedKey(o present.Output) uint64 {
	if _, isReport := o.ReportYear(); isReport {
		return dialectKey(dialect(p.settings.config, p.reserved(o)))
	}
	return p.settings.renderers[p.plan.TextLayout(o)].key
}
