package site

import (
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
	return markdown.Options{Reserved: reserved, Join: c.JoinsLines(), Official: c.Markdown.Official}
}

// dialectKey covers what dialect returns.
func dialectKey(opt markdown.Options) uint64 {
	key := strings.Join(opt.Reserved, " ")
	if opt.Join {
		key += "\njoin"
	}
	if !opt.Official {
		key += "\nplain"
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
