package present

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// nothing imports empty packages: what is behind an import does not matter here.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}

// uses returns which files of the package use which: a function, a method, a type
// or a constant that another one declares.
func uses(t *testing.T) map[string]map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	var files []*ast.File
	found := map[string]map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
		found[name] = map[string]string{}
	}
	info := types.Info{Uses: map[*ast.Ident]types.Object{}}
	check := types.Config{Importer: nothing{}, Error: func(error) {}}
	pkg, _ := check.Check("present", set, files, &info) // with errors: imports are empty
	for id, object := range info.Uses {
		_, isFunc := object.(*types.Func)
		if object.Pkg() != pkg || !isFunc && object.Parent() != pkg.Scope() {
			continue
		}
		from, to := set.Position(id.Pos()).Filename, set.Position(object.Pos()).Filename
		if from != to {
			found[from][to] = object.Name()
		}
	}
	return found
}

// order returns the files in the order in which the package comment names them.
func order(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("present.go")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(data), "// # Files")
	list, _, _ = strings.Cut(list, "// present reads no file")
	var files []string
	for line := range strings.Lines(list) {
		names, isList := strings.CutPrefix(line, "//\t")
		names, _, _ = strings.Cut(names, "  ") // what it is about
		for name := range strings.SplitSeq(names, ",") {
			if name = strings.TrimSpace(name); isList && name != "" {
				files = append(files, name+".go")
			}
		}
	}
	return files
}

// TestFiles: each file of the package uses those that the package comment names
// before it, so that it can be read with those alone. Rules are used by all.
func TestFiles(t *testing.T) {
	found, files := uses(t), order(t)
	for _, from := range slices.Sorted(maps.Keys(found)) {
		at := slices.Index(files, from)
		if at < 0 && from != "rules.go" && from != "present.go" {
			t.Errorf("%s is not in the package comment", from)
		}
		for to, name := range found[from] {
			if to != "rules.go" && at <= slices.Index(files, to) {
				t.Errorf("%s uses %s of %s, which comes later", from, name, to)
			}
		}
	}
	if n := len(found["plan.go"]); n < 10 {
		t.Errorf("plan.go uses %d files: they were not looked at", n)
	}
}
