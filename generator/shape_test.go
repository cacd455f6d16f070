package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"
)

// The shape that the program keeps: what one reader can hold in the head.
const (
	maxDepth   = 7  // packages one below the other, main and the lowest counted
	maxNames   = 25 // exported names of a package
	maxMethods = 25 // methods of a type, exported or not
	maxLines   = 60 // of a function, from its first line to its last: a screen
)

// wide are the packages that may export more: one is the vocabulary of the
// layouts, the other that of front matter.
var wide = []string{"layout", "page"}

// allowed are the places that exceed a limit for now, each until it is divided.
// TestShape fails for what is here and exceeds nothing any more.
var allowed []string

// shape is what is counted of one package.
type shape struct {
	imports []string            // of ours
	names   map[string]bool     // exported, at package level
	methods map[string][]string // by type
	depth   int
}

// TestShape proves the limits above, and with -v prints what it has counted.
//
// Counted are the files of all systems, tests left out. A name counts once, be
// it a type, a function, a constant or a variable; fields and methods are not
// counted among the names. A method counts for the type that it is declared on.
func TestShape(t *testing.T) {
	shapes, long := shapes(t)
	var over []string
	exceeds := func(got, limit int, format string, args ...any) {
		if got > limit {
			over = append(over, fmt.Sprintf(format, args...))
			if !slices.Contains(allowed, over[len(over)-1]) {
				t.Errorf("%s: %d, not more than %d", over[len(over)-1], got, limit)
			}
		}
	}
	edges := 0
	for _, pkg := range slices.Sorted(maps.Keys(shapes)) {
		s := shapes[pkg]
		edges += len(s.imports)
		t.Logf("%-16s depth %d, %2d exported names; %s", pkg, s.depth, len(s.names), s.types())
		exceeds(s.depth, maxDepth, "depth of %s", pkg)
		if !slices.Contains(wide, pkg) {
			exceeds(len(s.names), maxNames, "exported names of %s", pkg)
		}
		for name, methods := range s.methods {
			exceeds(len(methods), maxMethods, "methods of %s.%s", pkg, name)
		}
	}
	for name, lines := range long {
		exceeds(lines, maxLines, "lines of %s", name)
	}
	t.Logf("%d packages, %d edges, depth %d", len(shapes), edges, shapes["."].depth)
	for _, place := range allowed {
		if !slices.Contains(over, place) {
			t.Errorf("%s: is within the limit, take it from the list", place)
		}
	}
}

// types lists the types that have many methods.
func (s *shape) types() string {
	var list []string
	for name, methods := range s.methods {
		if len(methods) > maxMethods/2 {
			list = append(list, fmt.Sprintf("%s has %d methods", name, len(methods)))
		}
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// shapes counts all packages, and the lines of their functions.
func shapes(t *testing.T) (found map[string]*shape, lines map[string]int) {
	found, lines = map[string]*shape{}, map[string]int{}
	for pkg, paths := range importsOf(t) {
		s := &shape{names: map[string]bool{}, methods: map[string][]string{}}
		for _, path := range paths {
			if ours, ok := strings.CutPrefix(path, "gongkai/generator/"); ok {
				s.imports = append(s.imports, ours)
			}
		}
		found[pkg] = s
	}
	eachFile(t, func(dir, file string) {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			found[dir].declare(d)
			if fn, ok := d.(*ast.FuncDecl); ok {
				lines[file+" "+fn.Name.Name] = set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1
			}
		}
	})
	for pkg := range found {
		measure(found, pkg)
	}
	return found, lines
}

// measure fills in the depth of a package: how many stand one below the other
// from it down.
func measure(shapes map[string]*shape, pkg string) int {
	s := shapes[pkg]
	if s.depth == 0 {
		for _, below := range s.imports {
			s.depth = max(s.depth, measure(shapes, below))
		}
		s.depth++
	}
	return s.depth
}

// declare counts one declaration.
func (s *shape) declare(d ast.Decl) {
	count := func(name *ast.Ident) {
		if name.IsExported() {
			s.names[name.Name] = true
		}
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			count(d.Name)
		} else if name := receiver(d.Recv.List[0].Type); !slices.Contains(s.methods[name], d.Name.Name) {
			s.methods[name] = append(s.methods[name], d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				count(spec.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					count(name)
				}
			}
		}
	}
}

// receiver returns the name of the type that a method is declared on.
func receiver(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr: // of a generic type
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

// What is counted, and what is not.
func TestCounting(t *testing.T) {
	s := &shape{names: map[string]bool{}, methods: map[string][]string{}}
	for _, file := range []string{
		`package p; type A struct{ Field int }; func (a *A) M() {}; func (A) m() {}; func F() { type Local int }; func g() {}`,
		`package p; type G[T any] struct{}; func (g *G[T]) X() {}; type H[K, V any] struct{}; func (H[K, V]) y() {}`,
		`package p; const (B = iota; C; d); var E, e int; type i interface{ Method() }`,
		`package p; func (A) m() {}; func F() {}`, // as for another system
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "p.go", file, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			s.declare(d)
		}
	}
	if got := strings.Join(slices.Sorted(maps.Keys(s.names)), " "); got != "A B C E F G H" {
		t.Errorf("names %s", got)
	}
	if len(s.methods) != 3 || !slices.Equal(s.methods["A"], []string{"M", "m"}) || len(s.methods["G"]) != 1 || len(s.methods["H"]) != 1 {
		t.Errorf("methods %v", s.methods)
	}
	chain := map[string]*shape{"a": {imports: []string{"c", "b"}}, "b": {imports: []string{"c"}}, "c": {}}
	if got := measure(chain, "a"); got != 3 || chain["c"].depth != 1 {
		t.Errorf("depth %d, at the bottom %d", got, chain["c"].depth)
	}
}
