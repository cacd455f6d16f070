package layout

import (
	"slices"
	"text/template/parse"
)

// anything stands in an id for what is known only when a page is made.
const anything = "*"

// IDs lists the ids that the pages of a layout have from their templates, taken
// branch or not, sorted: what belongs to the document on a page must not be named
// so. A * stands for a value: `id="{{.ID}}-caption"` is *-caption.
func (s *Set) IDs(name string) []string { return s.ids[name] }

// idsOf lists the ids in all that the pages of a layout are made with.
func (f *follower) idsOf(name string) []string {
	var list []string
	for _, piece := range append(frame(), name, "bottom") {
		for _, reached := range f.set.reachable(piece) {
			eachText(f.set.templates.Lookup(reached).Tree.Root, func(n *parse.TextNode) {
				list = append(list, f.ids[n]...)
			})
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// constant returns what an action shows: its text, if it is one, or anything.
func constant(n *parse.ActionNode) string {
	switch {
	case len(n.Pipe.Decl) > 0:
		return "" // it shows nothing
	case len(n.Pipe.Cmds) == 1 && len(n.Pipe.Cmds[0].Args) == 1:
		if text, ok := n.Pipe.Cmds[0].Args[0].(*parse.StringNode); ok {
			return text.Text
		}
	}
	return anything
}
