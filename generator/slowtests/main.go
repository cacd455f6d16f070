// Slowtests prints which tests look at the environment variable GONGKAI_SLOW: those
// that try more, or that run at all, where it is set. One line is one package, and what
// `go test` is told to run of it:
//
//	./generator/publish ^(TestFailingAnywhere|TestKilledWhileRecovering|…)$
//
// The slow suite of .ci/run runs these; all others have shown by then all that they can.
// Nobody has to list a test: one that asks by way of others, a helper or a package for
// tests such as costtest, is found as well. Where a name stands for several functions it
// may be that of the one that asks, so that rather one test too many is printed.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// variable is the switch.
const variable = "GONGKAI_SLOW"

func main() {
	lines, err := slowTests(os.DirFS("."))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, line := range lines {
		fmt.Println(line)
	}
}

// slowTests returns a line for each package below root with tests that ask.
func slowTests(root fs.FS) ([]string, error) {
	tests, programs, err := folders(root)
	if err != nil {
		return nil, err
	}
	asking := map[string]bool{} // costtest.Check, and what else packages for tests have
	for dir, files := range programs {
		if pkg := path.Base(dir); strings.HasSuffix(pkg, "test") {
			for _, name := range asks(files, nil) {
				asking[pkg+"."+name] = true
			}
		}
	}
	var lines []string
	for _, dir := range slices.Sorted(maps.Keys(tests)) {
		names := slices.DeleteFunc(asks(tests[dir], asking), func(name string) bool {
			return !strings.HasPrefix(name, "Test") && !strings.HasPrefix(name, "Fuzz") || name == "TestMain"
		})
		if len(names) > 0 {
			lines = append(lines, fmt.Sprintf("./%s ^(%s)$", dir, strings.Join(names, "|")))
		}
	}
	return lines, nil
}

// folders parses the Go files below root, those of tests and the others, by folder.
func folders(root fs.FS) (tests, programs map[string][]*ast.File, err error) {
	tests, programs = map[string][]*ast.File{}, map[string][]*ast.File{}
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || len(d.Name()) > 1 && d.Name()[0] == '.'):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		into := programs
		if strings.HasSuffix(name, "_test.go") {
			into = tests
		}
		into[path.Dir(name)] = append(into[path.Dir(name)], file)
		return nil
	})
	return tests, programs, err
}

// asks returns the names of what asks for the switch in the files of one folder, be it
// by way of others or of what is asking in another package, sorted.
func asks(files []*ast.File, asking map[string]bool) []string {
	mentions := map[string]map[string]bool{} // by what is declared
	for _, file := range files {
		others := imported(file)
		for _, decl := range file.Decls {
			for _, name := range declared(decl) {
				if mentions[name] == nil {
					mentions[name] = map[string]bool{}
				}
				collect(decl, others, asking, mentions[name])
			}
		}
	}
	found := map[string]bool{variable: true}
	for more := true; more; {
		more = false
		for name, all := range mentions {
			if !found[name] && intersect(all, found) {
				found[name], more = true, true
			}
		}
	}
	delete(found, variable)
	return slices.Sorted(maps.Keys(found))
}

// declared returns the names that a declaration makes: methods go by theirs alone.
func declared(decl ast.Decl) []string {
	var names []string
	switch d := decl.(type) {
	case *ast.FuncDecl:
		names = append(names, d.Name.Name)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if values, ok := spec.(*ast.ValueSpec); ok {
				for _, name := range values.Names {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}

// imported returns the names by which a file knows other packages, as far as their paths
// tell.
func imported(file *ast.File) map[string]bool {
	names := map[string]bool{}
	for _, spec := range file.Imports {
		if spec.Name != nil {
			names[spec.Name.Name] = true
		} else {
			names[path.Base(strings.Trim(spec.Path.Value, `"`))] = true
		}
	}
	return names
}

// collect notes what a declaration mentions: names of its own package, and the switch
// where it stands in a string or where what asks in another package is used.
func collect(decl ast.Decl, others, asking, into map[string]bool) {
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			into[n.Name] = true
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			if ok && asking[pkg.Name+"."+n.Sel.Name] {
				into[variable] = true
			}
			return !ok || !others[pkg.Name]
		case *ast.BasicLit:
			if n.Kind == token.STRING && strings.Trim(n.Value, "\"`") == variable {
				into[variable] = true
			}
		}
		return true
	})
}

func intersect(a, b map[string]bool) bool {
	for name := range b {
		if a[name] {
			return true
		}
	}
	return false
}
