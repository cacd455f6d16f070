package layout

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// The calls of templates: which there are, and what is wrong with them.

// undefined reports templates that are called and do not exist; html/template
// itself would find out only when a page is made.
func (s *Set) undefined(dir string) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, name := range s.templateNames() {
		s.eachCallOf(name, func(call *parse.TemplateNode) {
			if !s.defined(call.Name) {
				found = append(found, undefined.At(s.placeOf(dir, name, call), call.Name))
			}
		})
	}
	return found
}

// recursive reports calls by which a template ends up in itself. No view holds
// values of its own kind, so such a page would have no end, and what ends
// instead is the program: nobody can recover from a stack that is full.
func (s *Set) recursive(dir string) []diag.Diagnostic {
	var (
		found []diag.Diagnostic
		chain []string // the calls that lead to the template being visited
		done  = map[string]bool{}
		visit func(name string)
	)
	visit = func(name string) {
		chain = append(chain, name)
		s.eachCallOf(name, func(call *parse.TemplateNode) {
			switch first := slices.Index(chain, call.Name); {
			case first >= 0:
				circle := strings.Join(append(slices.Clone(chain[first:]), call.Name), " → ")
				found = append(found, recursive.At(s.placeOf(dir, name, call), call.Name, circle))
			case !done[call.Name]:
				visit(call.Name)
			}
		})
		chain = chain[:len(chain)-1]
		done[name] = true
	}
	for _, name := range s.templateNames() {
		if !done[name] {
			visit(name)
		}
	}
	return found
}

// eachConstant visits the string constants below a node.
func eachConstant(n parse.Node, visit func(*parse.StringNode)) {
	var pipe func(p *parse.PipeNode)
	argument := func(n parse.Node) {
		if chain, ok := n.(*parse.ChainNode); ok {
			n = chain.Node
		}
		switch n := n.(type) {
		case *parse.StringNode:
			visit(n)
		case *parse.PipeNode:
			pipe(n)
		}
	}
	pipe = func(p *parse.PipeNode) {
		if p == nil {
			return
		}
		for _, command := range p.Cmds {
			for _, arg := range command.Args {
				argument(arg)
			}
		}
	}
	walk(n, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ActionNode:
			pipe(n.Pipe)
		case *parse.IfNode:
			pipe(n.Pipe)
		case *parse.WithNode:
			pipe(n.Pipe)
		case *parse.RangeNode:
			pipe(n.Pipe)
		case *parse.TemplateNode:
			pipe(n.Pipe)
		}
	})
}

// templateNames lists the templates that have a text, sorted.
func (s *Set) templateNames() []string {
	var list []string
	for _, t := range s.templates.Templates() {
		if t.Tree != nil {
			list = append(list, t.Name())
		}
	}
	slices.Sort(list)
	return list
}

// defined reports whether a template exists and has a text.
func (s *Set) defined(name string) bool {
	t := s.templates.Lookup(name)
	return t != nil && t.Tree != nil
}

// eachCallOf visits the calls in a template; of one that is not defined there
// are none.
func (s *Set) eachCallOf(name string, visit func(*parse.TemplateNode)) {
	if s.defined(name) {
		eachCall(s.templates.Lookup(name).Tree.Root, visit)
	}
}

// placeOf returns where a template makes a call.
func (s *Set) placeOf(dir, name string, call *parse.TemplateNode) diag.Pos {
	file := s.templates.Lookup(name).Tree.ParseName
	pos := diag.Locate(path.Join(dir, file), s.sources[file], int(call.Pos))
	pos.Width = utf8.RuneCountInString(strconv.Quote(call.Name))
	return pos
}

// unused reports files of the site that nothing uses: most likely a misspelt
// name of a layout that was meant to be overridden.
func (s *Set) unused(dir string) []diag.Diagnostic {
	used := map[string]bool{baseFile: true}
	for _, name := range required() {
		used[name] = true
		for _, reached := range s.reachable(name) {
			used[reached] = true
			used[s.templates.Lookup(reached).Tree.ParseName] = true
		}
	}
	var found []diag.Diagnostic
	for _, name := range s.fileNames() {
		if !used[name] {
			found = append(found, unused.At(diag.Pos{File: path.Join(dir, name)}, name, suggest.Nearest(name, required())))
		}
	}
	return found
}

// reachable lists the templates that name calls, directly or not, sorted, and
// name itself.
func (s *Set) reachable(name string) []string {
	seen := map[string]bool{}
	var visit func(string)
	visit = func(n string) {
		if seen[n] || !s.defined(n) {
			return
		}
		seen[n] = true
		s.eachCallOf(n, func(call *parse.TemplateNode) { visit(call.Name) })
	}
	visit(name)
	return slices.Sorted(maps.Keys(seen))
}
