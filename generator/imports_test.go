package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The architecture, as docs/architecture.md tells it: each layer may import
// those named for it, and nothing else of ours. No edge but these.
var (
	ground = []string{"diag", "suggest", "cache", "parallel", "address"}
	nouns  = []string{"source", "page", "config", "asset", "publish", "report", "export", "records"}
	// over sees several nouns at once; its members do not know one another.
	over = []string{"tree", "markdown", "catalog", "layout"}
)

// imports lists what each package may import.
func imports() map[string][]string {
	table := map[string][]string{"diag": nil, "suggest": nil, "cache": nil, "parallel": nil, "address": nil, "cache/cachetest": nil, "starter": nil}
	for _, p := range nouns {
		table[p] = ground
	}
	table["tomlsize"], table["numeral"], table["unseen"] = nil, nil, nil
	table["reason"], table["filelock"] = nil, nil
	table["publish"] = append(slices.Clone(ground), "reason", "filelock")
	table["config"] = append(slices.Clone(ground), "tomlsize", "sshsig", "minisign", "numeral")
	table["page"] = append(slices.Clone(ground), "numeral", "unseen")
	table["report"] = append(slices.Clone(ground), "tomlsize", "export") // cells of CSV are written in one place
	for _, p := range over {
		table[p] = slices.Concat(ground, nouns)
	}
	table["markdown/prose"], table["markdown/pipetable"] = nil, nil
	table["markdown/quick"] = []string{"markdown/prose", "markdown/pipetable", "unseen"} // and no goldmark
	table["markdown"] = append(table["markdown"], "columns", "numeral", "unseen", "markdown/prose", "markdown/pipetable", "markdown/quick")
	table["edition"] = []string{"minisign", "translog"}
	table["attest"] = []string{"edition", "minisign", "reason", "terminal", "translog"}
	table["witness"] = []string{"filelock", "minisign", "rewrite", "translog"}
	table["program"], table["signer"], table["wacz"] = nil, []string{"program"}, []string{"address"}
	table["transfer"] = []string{"export"} // cells of CSV are written in one place
	table["ooxml"], table["compose"] = []string{"diag"}, nil
	table["sshsig"], table["minisign"], table["translog"] = nil, nil, nil
	table["privacy/privacytest"] = nil
	table["extract/extracttest"] = []string{"ooxml/ooxmltest", "privacy/privacytest"}
	table["privacy"] = []string{"diag"} // text, no files and no pages
	table["tomllist"] = []string{"diag", "tomlsize"}
	table["calendar"] = []string{"diag", "page", "tomllist"}
	table["audit"] = []string{"diag", "page", "config", "catalog", "calendar", "records", "terminal", "tomllist", "requests", "weight", "waiver"} // no layout, no Markdown
	table["requests"] = []string{"diag", "page", "source", "report"}
	table["weight"], table["outside"] = nil, []string{"diag", "page"}
	table["verdict"] = []string{"diag", "page", "audit", "terminal"}
	table["waiver"] = []string{"diag", "tomlsize"}
	table["original"] = []string{"diag"}
	table["columns"], table["plaintext"] = nil, []string{"diag"}
	table["review"] = []string{"diag", "page", "config", "sshsig", "waiver"}
	table["tablefile"] = []string{"diag", "ooxml", "columns", "plaintext"}
	table["importer"] = []string{"diag", "page", "asset", "ooxml", "compose", "plaintext", "markdown/prose", "unseen"}
	table["extract/pdf"] = []string{"diag"}
	table["extract"] = []string{"diag", "ooxml", "plaintext", "extract/pdf"}
	table["ocr"] = []string{"diag", "program"} // pictures, no files of a site
	table["history"], table["rewrite"] = nil, nil
	table["draft"] = []string{"diag", "page", "report", "source", "history"}
	table["present"] = append(slices.Concat(ground, nouns, over), "search", "qrcode", "dcat")
	// The parts of a site: what is known of its sources, how they are read, what
	// follows from the records, what of them is kept.
	table["site/record"] = slices.Concat(ground, nouns)
	table["site/screening"] = []string{"diag", "cache", "privacy", "extract", "plaintext", "site/record"}
	table["site/content"] = append(slices.Concat(ground, nouns), "tree", "catalog", "review", "tablefile", "site/record")
	table["site/links"] = append(slices.Clone(ground), "numeral", "tree", "catalog", "site/record")
	table["site/snapshot"] = append(slices.Clone(ground), "source", "page", "site/record")
	table["site"] = append(slices.Clone(table["present"]), "translog", "present", "site/record", "site/screening", "site/content", "site/links", "site/snapshot", "review", "sshsig", "tablefile", "waiver", "original", "calendar", "precompress", "edition", "outside")
	table["terminal"], table["complaint"] = []string{"diag"}, []string{"diag"}
	table["progress"] = []string{"terminal"}
	table["tidy"] = []string{"diag"}
	table["approve"] = []string{"diag", "page", "review", "sshsig", "suggest", "terminal", "history", "tablefile", "tidy"}
	table["hosting"] = []string{"asset", "precompress"}
	table["dcat"] = nil                    // a vocabulary, no knowledge of ours
	table["precompress"] = nil             // bytes in, bytes out
	table["search"] = []string{"parallel"} // neither catalog nor layouts
	table["qrcode"] = nil                  // a text and a picture
	table["trace"] = nil                   // text and bytes, no knowledge of ours
	table["printed"] = []string{"diag", "report"}
	table["intake"] = []string{"diag", "page", "config", "importer", "draft"}
	table["serve"] = append(table["site"], "site", "terminal", "importer", "draft", "intake", "audit", "requests")
	table["release"], table["slowtests"] = nil, nil // programs of their own
	table["corpus/lawtest"] = nil                   // for tests only
	table["corpus"] = []string{"parallel"}          // a maker of test sites: text, no knowledge of ours
	table["bench"] = []string{"diag", "page", "corpus"}
	// The roll-up of a county, a program of its own: nothing but these imports any of it
	// (TestTownshipWithoutCounty).
	table["county/roster"] = []string{"diag", "config", "suggest", "tomllist"}
	table["county/job"] = []string{"parallel"}
	table["county/engine"] = []string{"county/job", "diag", "filelock"}
	table["county/rows"] = []string{"diag", "page", "rewrite"}
	table["county/harvest"] = []string{"attest", "edition", "publish"}
	table["county/bucket"] = []string{"county/harvest", "diag", "edition", "parallel", "publish", "reason", "rewrite"}
	table["county/metrics"] = nil // numbers, no knowledge of ours
	table["county/office"] = []string{"county/harvest", "diag", "asset", "cache", "filelock", "page", "layout", "publish", "rewrite", "tree", "site", "county/roster", "county/job", "county/rows", "county/annual"}
	table["county/annual"] = []string{"diag", "report"}
	table["county/portal"] = []string{"diag", "asset", "cache", "catalog", "config", "export", "layout", "page", "parallel", "publish", "report", "rewrite", "search", "county/roster", "county/rows", "county/annual"}
	table["county/kube"] = nil // a vocabulary, no knowledge of ours
	table["county/board"] = []string{"diag", "page", "config", "audit", "requests", "terminal", "weight", "privacy", "site"}
	table["county"] = []string{"asset", "attest", "complaint", "county/board", "county/bucket", "county/engine", "county/harvest", "county/metrics", "diag", "cache", "page", "layout", "parallel", "progress", "publish", "reason", "rewrite", "terminal", "county/roster", "county/job", "county/office", "county/portal", "county/kube", "county/rows"}
	// For tests only.
	table["site/buildtest"], table["diag/diagtest"] = []string{"filelock", "precompress"}, []string{"diag", "terminal"}
	table["ooxml/ooxmltest"] = nil
	table["corpus/costtest"] = []string{"corpus"}
	table["toolstest"] = nil
	table["sshsig/sshsigtest"] = []string{"sshsig"}
	table["sitetest"] = nil // reads what a browser reads
	table["."] = append(table["serve"], "serve", "tablefile", "corpus", "starter", "draft", "bench", "importer", "intake", "tidy", "printed")
	table["."] = append(table["."], "reason", "review", "search", "sshsig", "rewrite", "approve", "trace", "privacy", "waiver", "calendar", "verdict", "precompress", "hosting")
	table["."] = append(table["."], "edition", "minisign", "translog", "attest", "witness", "signer", "ocr", "extract")
	table["."] = append(table["."], "complaint", "progress", "original", "weight", "wacz", "transfer", "plaintext", "filelock")
	return table
}

// only says which package alone may import a library: what is behind it can
// then be changed in one place.
var only = map[string][]string{
	"github.com/yuin/goldmark":        {"markdown"},
	"html/template":                   {"layout"},
	"github.com/xuri/excelize/v2":     {"report", "ooxml", "importer", "printed", "transfer"},
	"github.com/adrg/frontmatter":     {"page"},
	"github.com/goccy/go-yaml":        {"page", "county/kube"},
	"github.com/tdewolff/minify/v2":   {"asset"},
	"github.com/fsnotify/fsnotify":    {"source"},
	"github.com/andybalholm/brotli":   {"precompress", "trace"},
	"github.com/zeebo/xxh3":           {"cache"},
	"github.com/alecthomas/kong":      {".", "county"},
	"github.com/rogpeppe/go-internal": {"tidy"}, // and tests
	"github.com/pelletier/go-toml/v2": {"config", "report", "waiver", "tomllist"},
	"golang.org/x/crypto":             {"sshsig", "minisign"},
	"golang.org/x/mod":                {"translog"},
	"github.com/minio":                {"county/bucket"},
	"github.com/prometheus":           {"county/metrics"},
	"k8s.io":                          {}, // tests
	"github.com/nats-io":              {"county/engine"},
	"gongkai/layouts":                 {".", "county"},
	"gongkai/static":                  {".", "county"},
}

func TestImports(t *testing.T) {
	allowed := imports()
	for pkg, paths := range importsOf(t) {
		may, known := allowed[pkg]
		if !known {
			t.Errorf("package %s is not in the table: say where it belongs", pkg)
			continue
		}
		for _, path := range paths {
			if ours, ok := strings.CutPrefix(path, "gongkai/generator/"); ok && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s: the table does not allow it", pkg, ours)
			}
			for library, users := range only {
				if (path == library || strings.HasPrefix(path, library+"/")) && !slices.Contains(users, pkg) {
					t.Errorf("%s imports %s: only %v may", pkg, path, users)
				}
			}
		}
	}
}

// TestTownshipWithoutCounty proves that who builds the program for a township compiles
// nothing of the one for a county, and nothing of the queue that it uses, by whatever way.
func TestTownshipWithoutCounty(t *testing.T) {
	all := importsOf(t)
	reached := map[string]bool{}
	var reach func(pkg string)
	reach = func(pkg string) {
		if reached[pkg] {
			return
		}
		reached[pkg] = true
		for _, path := range all[pkg] {
			if ours, ok := strings.CutPrefix(path, "gongkai/generator/"); ok {
				reach(ours)
			}
		}
	}
	reach(".")
	if !reached["site"] || all["county"] == nil {
		t.Fatalf("of %d packages, the program was found to need %d", len(all), len(reached))
	}
	for pkg := range reached {
		if pkg == "county" || strings.HasPrefix(pkg, "county/") {
			t.Errorf("the program for a township needs %s", pkg)
		}
		for _, path := range all[pkg] {
			if roots := countyModules(t); slices.ContainsFunc(roots, func(m string) bool { return path == m || strings.HasPrefix(path, m+"/") }) {
				t.Errorf("%s of the program for a township imports %s, which only that for a county does", pkg, path)
			}
		}
	}
}

// countyModules are the libraries that only the program for a county may have.
func countyModules(t *testing.T) (modules []string) {
	for library, users := range only {
		if !slices.ContainsFunc(users, func(pkg string) bool { return pkg != "county" && !strings.HasPrefix(pkg, "county/") }) {
			modules = append(modules, library)
		}
	}
	if !slices.Contains(modules, "github.com/minio") || !slices.Contains(modules, "github.com/prometheus") {
		t.Fatalf("of the libraries of a county, only %v are known", modules)
	}
	return modules
}

// TestTownshipCompiles holds the same by what the compiler says: none of a county's
// libraries is compiled for a township, by whatever way.
func TestTownshipCompiles(t *testing.T) {
	packages := func(of string) map[string]bool {
		out, err := exec.Command("go", "list", "-deps", of).Output()
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for name := range strings.FieldsSeq(string(out)) {
			if of == "." && strings.Contains(name, "/county") {
				t.Errorf("the program for a township needs %s", name)
			}
			for _, library := range countyModules(t) {
				found[library] = found[library] || strings.HasPrefix(name, library+"/")
			}
		}
		return found
	}
	township, county := packages("."), packages("./county")
	for _, library := range countyModules(t) {
		if township[library] {
			t.Errorf("%s is compiled into the program for a township", library)
		}
		if !county[library] && len(only[library]) > 0 {
			t.Errorf("%s is not found in the program for a county: the test shows nothing", library)
		}
	}
}

// TestNoInit holds two rules of the house: no init functions, so that the order
// of initialisation never matters, and no catch-all packages.
func TestNoInit(t *testing.T) {
	for pkg := range importsOf(t) {
		for _, bad := range []string{"util", "utils", "common", "helpers", "misc"} {
			if filepath.Base(pkg) == bad {
				t.Errorf("package %s: name it after the thing it is", pkg)
			}
		}
	}
	eachFile(t, func(dir, file string) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has an init function", file)
			}
		}
	})
}

// importsOf lists what each package of the generator imports, tests left out.
func importsOf(t *testing.T) map[string][]string {
	found := map[string][]string{}
	eachFile(t, func(dir, file string) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(found[dir], path) {
				found[dir] = append(found[dir], path)
			}
		}
		if found[dir] == nil {
			found[dir] = []string{}
		}
	})
	return found
}

// eachFile visits the program's Go files, tests left out.
func eachFile(t *testing.T, visit func(dir, file string)) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		visit(filepath.ToSlash(filepath.Dir(path)), path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
