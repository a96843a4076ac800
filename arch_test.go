package steersim

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// rule is what the files of one package may import beside the standard library.
// Every test may also import its own package and any of ours that is no command: a test's oracle often lives elsewhere.
type rule struct {
	ours    []string // our packages
	modules []string // prefixes of foreign import paths, also in tests
	inTests []string // prefixes of foreign import paths, in tests only
	cgo     bool     // may import "C"
}

// rules is the architecture. A package that is missing here fails the test.
var rules = map[string]rule{
	"sim":        {},
	"sim/track":  {ours: []string{"sim"}},
	"sim/loop":   {ours: []string{"sim", "sim/track"}},
	"sim/expert": {ours: []string{"sim", "sim/track", "sim/loop"}},
	"sim/eval":   {ours: []string{"sim", "sim/loop"}},

	"sim/loop/looptest": {ours: []string{"sim", "sim/loop"}},

	"camera":         {ours: []string{"camera/land", "camera/scene", "camera/sky", "camera/texture", "sim", "sim/track"}},
	"camera/scene":   {ours: []string{"sim", "sim/track"}},
	"camera/sky":     {ours: []string{"camera/scene", "camera/texture", "sim", "sim/track"}},
	"camera/fault":   {ours: []string{"sim"}},
	"camera/land":    {ours: []string{"sim", "sim/track"}},
	"camera/texture": {ours: []string{"sim"}},
	"camera/cv":      {cgo: true, modules: []string{"gocv.io/x/gocv"}},

	"model":              {ours: []string{"camera", "sim", "sim/loop"}},
	"model/adam":         {cgo: true},
	"model/graph":        {ours: []string{"model", "model/adam", "model/feature", "model/tower", "sim"}, modules: []string{"github.com/chewxy/hm", "gorgonia.org/gorgonia", "gorgonia.org/tensor", "gonum.org/v1/gonum"}},
	"model/tower":        {ours: []string{"model"}, cgo: true},
	"model/unsupervised": {ours: []string{"model", "model/feature", "model/graph", "model/infer", "sim"}, modules: []string{"gonum.org/v1/gonum"}},

	"model/saliency": {ours: []string{"model"}},
	"model/foreign":  {ours: []string{"sim", "sim/loop"}},
	"model/lane":     {ours: []string{"sim", "sim/loop"}},
	"model/onnx":     {ours: []string{"camera", "model", "model/onnx/*"}, modules: []string{"google.golang.org/protobuf"}},
	"model/onnx/*":   {modules: []string{"google.golang.org/protobuf"}},
	"model/feature":  {ours: []string{"model"}, modules: []string{"gonum.org/v1/gonum/blas"}},
	"model/infer":    {ours: []string{"model", "model/feature", "model/tower"}, modules: []string{"gonum.org/v1/gonum/blas"}},

	"recorder":              {ours: []string{"sim", "sim/loop", "sim/track"}},
	"recorder/replay":       {ours: []string{"camera", "recorder", "sim", "sim/loop", "sim/track"}},
	"recorder/native":       {ours: []string{"recorder", "recorder/native/*", "sim"}, modules: []string{"github.com/foxglove/mcap/go/mcap", "google.golang.org/protobuf"}},
	"recorder/native/*":     {modules: []string{"google.golang.org/protobuf"}},
	"recorder/pictures":     {ours: []string{"recorder"}},
	"recorder/udacity":      {ours: []string{"recorder", "recorder/pictures"}},
	"recorder/donkey":       {ours: []string{"recorder", "recorder/pictures"}},
	"recorder/recordertest": {ours: []string{"recorder", "sim", "sim/loop", "sim/track"}},

	"trainer":         {ours: []string{"camera", "model", "recorder", "sim", "trainer/augment", "trainer/frames"}},
	"trainer/frames":  {ours: []string{"recorder"}},
	"trainer/rounds":  {ours: []string{"sim/eval"}},
	"trainer/grid":    {},
	"trainer/augment": {ours: []string{"sim"}},

	"assets": {ours: []string{"sim/track"}},

	"cmd/steersim":            {ours: []string{"*"}, inTests: []string{"github.com/rogpeppe/go-internal/testscript"}},
	"cmd/cockpit":             {ours: []string{"*", "cmd/internal/ui"}},
	"cmd/internal/setup":      {ours: []string{"*"}},
	"cmd/internal/logbook":    {ours: []string{"*"}},
	"cmd/internal/teaching":   {ours: []string{"*"}},
	"cmd/internal/session":    {ours: []string{"*"}},
	"cmd/internal/window":     {},
	"cmd/internal/file":       {},
	"cmd/internal/display":    {},
	"cmd/internal/cockpit":    {ours: []string{"*"}},
	"cmd/internal/explain":    {ours: []string{"*"}},
	"cmd/internal/stages":     {ours: []string{"*"}},
	"cmd/internal/trial":      {ours: []string{"*"}},
	"cmd/internal/view":       {ours: []string{"sim", "sim/track", "sim/loop", "camera"}, modules: []string{"golang.org/x/image"}},
	"cmd/internal/plots":      {ours: []string{"cmd/internal/file"}, modules: []string{"gonum.org/v1/plot"}},
	"cmd/internal/report":     {ours: []string{".", "cmd/internal/plots", "sim/eval", "trainer", "trainer/rounds"}, modules: []string{"gonum.org/v1/plot"}},
	"cmd/internal/comparison": {ours: []string{".", "cmd/internal/plots", "cmd/internal/report", "trainer/grid"}, modules: []string{"gonum.org/v1/plot"}},
	"cmd/internal/progress":   {modules: []string{"golang.org/x/term"}},
	"cmd/internal/ui":         {ours: []string{"cmd/internal/display", "cmd/internal/file", "cmd/internal/window"}, modules: []string{"github.com/hajimehoshi/ebiten/v2", "github.com/ebitenui/ebitenui", "golang.org/x/image"}},

	".": {},
}

// homeless are package names that say nothing of what is inside.
var homeless = []string{"util", "utils", "common", "helper", "helpers", "misc", "types", "base", "shared", "lib"}

const (
	module      = "steersim"
	mostLines   = 500 // of a file; 50 to 300 is the habit
	fewestFiles = 150 // that the check must have looked at, or it looked in the wrong place
)

func TestSourcesKeepTheArchitecture(t *testing.T) {
	sources, err := readSources(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) < fewestFiles {
		t.Fatalf("looked at %d files, want at least %d", len(sources), fewestFiles)
	}
	for _, v := range violations(sources, rules) {
		t.Error(v)
	}
	packages := map[string]bool{}
	for _, s := range sources {
		packages[s.dir()] = true
	}
	t.Logf("looked at %d files of %d packages", len(sources), len(packages))
}

// A rule that allows more than is used says something about the architecture that is not so.
func TestRulesAllowNoMoreThanIsUsed(t *testing.T) {
	sources, err := readSources(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range unused(sources, rules) {
		t.Error(u)
	}
	beside := map[string]rule{"sim": {}, "sim/loop": {ours: []string{"sim", "camera", "model/*"}, modules: []string{"gocv.io/x/gocv"}, cgo: true}, "planner": {}}
	files := []source{
		parseSource("sim/a.go", "package sim"),
		parseSource("sim/loop/a.go", "package loop\nimport _ \"steersim/sim\""),
		parseSource("sim/loop/a_test.go", "package loop\nimport _ \"steersim/camera\""), // which every test may
	}
	want := []string{
		"no package planner, but a rule for it",
		"package sim/loop may import C, but does not",
		"package sim/loop may import camera, but does not",
		"package sim/loop may import gocv.io/x/gocv, but does not",
		"package sim/loop may import model/*, but does not",
	}
	if got := unused(files, beside); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestViolationsAreCaught is the check's own check: for each rule, a source that breaks it and one that keeps it.
func TestViolationsAreCaught(t *testing.T) {
	for name, tc := range map[string]struct {
		file, source string
		want         string // part of the violation; empty means that there is none
	}{
		"a direction that is allowed":           {"sim/loop/a.go", "// Package loop.\npackage loop\nimport _ \"steersim/sim/track\"", ""},
		"the simulator imports the loop":        {"sim/a.go", "// Package sim.\npackage sim\nimport _ \"steersim/sim/loop\"", "may not import steersim/sim/loop"},
		"a direction behind a build tag":        {"sim/a.go", "//go:build never\n\n// Package sim.\npackage sim\nimport _ \"steersim/sim/loop\"", "may not import steersim/sim/loop"},
		"a package that nobody has ruled on":    {"planner/a.go", "// Package planner.\npackage planner", "no rule"},
		"a foreign module in the simulator":     {"sim/a.go", "// Package sim.\npackage sim\nimport _ \"gonum.org/v1/gonum/mat\"", "may not import gonum.org/v1/gonum/mat"},
		"a foreign module in its test":          {"sim/a_test.go", "package sim\nimport _ \"gonum.org/v1/gonum/mat\"", "may not import gonum.org/v1/gonum/mat"},
		"Gorgonia outside its door":             {"trainer/a.go", "// Package trainer.\npackage trainer\nimport _ \"gorgonia.org/gorgonia\"", "may not import gorgonia.org/gorgonia"},
		"Gorgonia inside its door":              {"model/graph/a.go", "// Package graph.\npackage graph\nimport _ \"gorgonia.org/gorgonia\"", ""},
		"a name that only begins like a module": {"model/graph/a.go", "// Package graph.\npackage graph\nimport _ \"gorgonia.org/gorgoniax\"", "may not import gorgonia.org/gorgoniax"},
		"gocv outside its door":                 {"camera/a.go", "// Package camera.\npackage camera\nimport _ \"gocv.io/x/gocv\"", "may not import gocv.io/x/gocv"},
		"Ebitengine in the headless program":    {"cmd/steersim/a.go", "// Package main.\npackage main\nimport _ \"github.com/hajimehoshi/ebiten/v2\"", "may not import github.com/hajimehoshi"},
		"the window in the headless program":    {"cmd/steersim/a.go", "// Package main.\npackage main\nimport _ \"steersim/cmd/internal/ui\"", "may not import steersim/cmd/internal/ui"},
		"the window in the window program":      {"cmd/cockpit/a.go", "// Package main.\npackage main\nimport _ \"steersim/cmd/internal/ui\"", ""},
		"cgo outside its doors":                 {"camera/a.go", "// Package camera.\npackage camera\nimport \"C\"", `may not import "C"`},
		"cgo without a build tag":               {"model/tower/a.go", "// Package tower.\npackage tower\nimport \"C\"", "build tag"},
		"cgo with a build tag":                  {"model/tower/a.go", "//go:build cgo && !nodnnl\n\n// Package tower.\npackage tower\nimport \"C\"", ""},
		"a library imports a command":           {"sim/eval/a.go", "// Package eval.\npackage eval\nimport _ \"steersim/cmd/internal/setup\"", "may not import steersim/cmd/internal/setup"},
		"a command asks for the version":        {"cmd/steersim/a.go", "// Command steersim.\npackage main\nimport _ \"steersim\"", ""},
		"a library asks for the version":        {"sim/a.go", "// Package sim.\npackage sim\nimport _ \"steersim\"", "may not import steersim"},
		"a command imports a program":           {"cmd/internal/setup/a.go", "// Package setup.\npackage setup\nimport _ \"steersim/cmd/steersim\"", "may not import steersim/cmd/steersim"},
		"a library's test imports a command":    {"sim/eval/a_test.go", "package eval\nimport _ \"steersim/cmd/internal/setup\"", "may not import steersim/cmd/internal/setup"},
		"a test's oracle elsewhere":             {"sim/eval/a_test.go", "package eval_test\nimport _ \"steersim/sim/expert\"", ""},
		"a package without a comment":           {"sim/a.go", "package sim", "no package comment"},
		"a comment that names another package":  {"sim/a.go", "// Package simulator moves.\npackage sim", "no package comment"},
		"a homeless package":                    {"sim/util/a.go", "// Package util.\npackage util", "says nothing"},
		"a package called otherwise":            {"sim/a.go", "// Package helpers.\npackage helpers", "says nothing"},
		"a long file":                           {"sim/a.go", "// Package sim.\npackage sim\n" + strings.Repeat("\n", mostLines), "lines"},
		"a long generated file":                 {"recorder/native/a.pb.go", "// Package native.\npackage native\n" + strings.Repeat("\n", mostLines), ""},
		"the old random numbers":                {"sim/a.go", "// Package sim.\npackage sim\nimport \"math/rand\"\nvar _ = rand.Int()", "may not import math/rand"},
		"a generator beside sim.Rand":           {"trainer/a.go", "// Package trainer.\npackage trainer\nimport \"math/rand/v2\"\nvar _ = rand.New(rand.NewPCG(1, 2))", "sim.Rand"},
		"the generator's type":                  {"trainer/a.go", "// Package trainer.\npackage trainer\nimport \"math/rand/v2\"\nvar _ *rand.Rand", ""},
		"a clock in the simulator":              {"sim/expert/a.go", "// Package expert.\npackage expert\nimport \"time\"\nvar _ = time.Now()", "time"},
		"a clock in a suite of tests":           {"sim/loop/looptest/a.go", "// Package looptest.\npackage looptest\nimport \"time\"\nvar _ = time.Now()", ""},
		"an init function":                      {"sim/a.go", "// Package sim.\npackage sim\nfunc init() {}", "init"},
		"a method called init":                  {"sim/a.go", "// Package sim.\npackage sim\ntype a int\nfunc (a) init() {}", ""},
		"a file that is no Go":                  {"sim/a.go", "// Package sim.\npackage sim\nfunc {", "expected"},
	} {
		t.Run(name, func(t *testing.T) {
			s := parseSource(tc.file, tc.source)
			got := violations([]source{s}, rules)
			switch {
			case tc.want == "" && len(got) > 0:
				t.Errorf("got %v, want none", got)
			case tc.want != "" && !strings.Contains(strings.Join(got, "\n"), tc.want):
				t.Errorf("got %v, want one with %q", got, tc.want)
			}
		})
	}
}

func TestReadSourcesFindsFilesBehindBuildTags(t *testing.T) {
	sources, err := readSources(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"camera/cv/video_cv.go", "camera/cv/video_nocv.go", "arch_test.go"} {
		found := false
		for _, s := range sources {
			found = found || s.path == want
		}
		if !found {
			t.Errorf("%s was not looked at", want)
		}
	}
}

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

// readSources parses every Go file of the project, whatever its build tags.
func readSources(root fs.FS) ([]source, error) {
	var sources []source
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		sources = append(sources, parseSource(p, string(text)))
		return nil
	})
	return sources, err
}

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

// unused lists what rules allow and nobody does, sorted.
func unused(sources []source, rules map[string]rule) []string {
	imports := map[string][]string{} // of each key of rules
	for _, s := range sources {
		if s.err != nil {
			continue // as violations says
		}
		key := s.dir()
		if _, ok := rules[key]; !ok {
			key = path.Dir(key) + "/*"
		}
		imports[key] = append(imports[key], "") // it is there
		for _, spec := range s.file.Imports {
			to, _ := strconv.Unquote(spec.Path.Value) // as violations says
			ours := to == module || strings.HasPrefix(to, module+"/")
			if s.isTest() && ours {
				continue
			}
			if ours {
				to = path.Clean(strings.TrimPrefix(strings.TrimPrefix(to, module), "/"))
				imports[key] = append(imports[key], path.Dir(to)+"/*", "*")
			}
			imports[key] = append(imports[key], to)
		}
	}
	var found []string
	for key, r := range rules {
		if len(imports[key]) == 0 {
			found = append(found, fmt.Sprintf("no package %s, but a rule for it", key))
			continue
		}
		note := func(to string, used func(imported string) bool) {
			if !slices.ContainsFunc(imports[key], used) {
				found = append(found, fmt.Sprintf("package %s may import %s, but does not", key, to))
			}
		}
		if r.cgo {
			note("C", func(i string) bool { return i == "C" })
		}
		for _, to := range r.ours {
			note(to, func(i string) bool { return i == to })
		}
		for _, to := range slices.Concat(r.modules, r.inTests) {
			note(to, func(i string) bool { return i == to || strings.HasPrefix(i, to+"/") })
		}
	}
	sort.Strings(found)
	return found
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
		if !mayImportOurs(s, r, path.Clean(strings.TrimPrefix(strings.TrimPrefix(to, module), "/"))) {
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
		return to != "cmd/internal/ui" && (!isCommand || strings.HasPrefix(to, "cmd/internal/"))
	}
	return s.isTest() && (!isCommand || to == s.dir())
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
	inSim := (s.dir() == "sim" || strings.HasPrefix(s.dir(), "sim/")) && !strings.HasSuffix(s.dir(), "test")
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
