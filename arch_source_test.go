package steersim

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// module is our own import path.
const module = "steersim"

// source is one parsed Go file.
type source struct {
	path  string // from the root, with slashes
	lines int
	file  *ast.File
	err   error
}

func parseSource(path, text string) source {
	f, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ParseComments|parser.SkipObjectResolution)
	return source{path: path, lines: strings.Count(text, "\n"), file: f, err: err}
}

func (s source) dir() string       { return path.Dir(s.path) }
func (s source) isTest() bool      { return strings.HasSuffix(s.path, "_test.go") }
func (s source) isGenerated() bool { return strings.HasSuffix(s.path, ".pb.go") }

// violations lists what breaks the rules, sorted.
func violations(sources []source, rules map[string]rule) []string {
	var found []string
	commented := map[string]bool{}
	hasCode := map[string]bool{}
	for _, s := range sources {
		note := func(format string, args ...any) {
			found = append(found, s.path+": "+fmt.Sprintf(format, args...))
		}
		if s.err != nil {
			note("%v", s.err)
			continue
		}
		checkShape(s, note)
		if !s.isTest() {
			hasCode[s.dir()] = true
			commented[s.dir()] = commented[s.dir()] || isPackageComment(s)
		}
		r, ok := ruleOf(s.dir(), rules)
		if !ok {
			note("no rule for package %s: say in arch_test.go what it may import", s.dir())
			continue
		}
		for _, spec := range s.file.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				note("%v", err)
				continue
			}
			checkImport(s, r, to, note)
		}
		checkCalls(s, note)
	}
	for dir := range hasCode {
		if !commented[dir] {
			found = append(found, dir+": no package comment")
		}
	}
	sort.Strings(found)
	return slices.Compact(found)
}

// ruleOf finds a package's rule; one for "a/*" holds for the folders right below a.
func ruleOf(dir string, rules map[string]rule) (rule, bool) {
	if r, ok := rules[dir]; ok {
		return r, true
	}
	r, ok := rules[path.Dir(dir)+"/*"]
	return r, ok && dir != "."
}

// checkShape looks at names and size.
func checkShape(s source, note func(string, ...any)) {
	if s.lines > mostLines && !s.isGenerated() {
		note("%d lines, want at most %d: one idea a file", s.lines, mostLines)
	}
	for _, name := range []string{strings.TrimSuffix(s.file.Name.Name, "_test"), path.Base(s.dir())} {
		if slices.Contains(homeless, name) {
			note("the name %q says nothing: a function lives with the noun that it serves", name)
		}
	}
}

// isPackageComment says whether the file holds the package's comment, in the form that godoc reads.
func isPackageComment(s source) bool {
	text := s.file.Doc.Text()
	name := s.file.Name.Name
	if name == "main" {
		return strings.HasPrefix(text, "Command ") || strings.HasPrefix(text, "Package main")
	}
	rest, ok := strings.CutPrefix(text, "Package "+name)
	return ok && rest != "" && strings.ContainsAny(rest[:1], " .,\n")
}

// checkImport looks at one import of one file.
func checkImport(s source, r rule, to string, note func(string, ...any)) {
	switch {
	case to == "C":
		if !r.cgo {
			note(`may not import "C": camera/cv and model/tower are the doors to C`)
		} else if !needsCgo(s) {
			note(`imports "C" without a build tag like "cgo && !nodnnl": the pure build must do without`)
		}
	case to == module || strings.HasPrefix(to, module+"/"):
		if !mayImportOurs(s, r, strings.TrimPrefix(strings.TrimPrefix(to, module), "/")) {
			note("package %s may not import %s", s.dir(), to)
		}
	case strings.Contains(strings.SplitN(to, "/", 2)[0], "."):
		allowed := r.modules
		if s.isTest() {
			allowed = slices.Concat(r.modules, r.inTests)
		}
		if !slices.ContainsFunc(allowed, func(m string) bool { return to == m || strings.HasPrefix(to, m+"/") }) {
			note("package %s may not import %s", s.dir(), to)
		}
	case to == "math/rand":
		note("may not import math/rand: random numbers come from sim.Rand")
	}
}

// mayImportOurs says whether a file may import one of our packages. "*" stands for all but the window.
func mayImportOurs(s source, r rule, to string) bool {
	isCommand := to == "cmd" || strings.HasPrefix(to, "cmd/")
	if slices.Contains(r.ours, to) || slices.Contains(r.ours, path.Dir(to)+"/*") {
		return true
	}
	if slices.Contains(r.ours, "*") {
		return to != "cmd/internal/ui" && to != "" && (!isCommand || strings.HasPrefix(to, "cmd/internal/"))
	}
	return s.isTest() && !isCommand
}

// needsCgo says whether the file's build tag leaves it out of the pure build.
func needsCgo(s source) bool {
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			if !constraint.IsGoBuild(c.Text) || c.Pos() > s.file.Package {
				continue
			}
			expr, err := constraint.Parse(c.Text)
			if err != nil {
				return false
			}
			return !expr.Eval(func(tag string) bool { return tag != "cgo" && !strings.HasPrefix(tag, "no") })
		}
	}
	return false
}

// checkCalls looks for what only one place may do: make random numbers, look at the clock.
func checkCalls(s source, note func(string, ...any)) {
	random, clock := "", ""
	for _, spec := range s.file.Imports {
		switch spec.Path.Value {
		case `"math/rand/v2"`:
			random = nameOf(spec, "rand")
		case `"time"`:
			clock = nameOf(spec, "time")
		}
	}
	inSim := s.dir() == "sim" || strings.HasPrefix(s.dir(), "sim/")
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" && !s.isTest() && !s.isGenerated() {
				note("an init function: what a package needs is made where it is used")
			}
		case *ast.SelectorExpr:
			from, ok := n.X.(*ast.Ident)
			if !ok || s.isTest() {
				break
			}
			switch {
			case from.Name == random && random != "" && s.path != "sim/seed.go" && !slices.Contains([]string{"Rand", "Source"}, n.Sel.Name):
				note("rand.%s: random numbers come from sim.Rand", n.Sel.Name)
			case from.Name == clock && clock != "" && inSim && slices.Contains([]string{"Now", "Since", "Until", "After", "Tick", "Sleep"}, n.Sel.Name):
				note("time.%s: simulated time is counted in ticks", n.Sel.Name)
			}
		}
		return true
	})
}

// nameOf is what an import is called in its file.
func nameOf(spec *ast.ImportSpec, usual string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return usual
}
