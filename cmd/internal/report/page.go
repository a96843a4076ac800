package report

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"io"
)

// Page is an HTML page that opens without a network: pictures are in it. It prints well.
type Page struct {
	Title    string
	About    string
	sections []section
}

type section struct {
	Title, Text string
	Facts       []Fact
	Tables      []table
	Figures     []figure
}

// Fact is one number that is seen from afar, and what it is.
type Fact struct{ Number, Unit, Name string }

// Cell is one of a table; Shade is from 0, the paper, to 1.
type Cell struct {
	Text  string
	Shade float64
}

// table has its head in the first row.
type table struct {
	Caption string
	Rows    [][]Cell
}

type figure struct {
	Source  template.URL
	Caption string
	Width   Width
}

// Width is how much room a picture takes on the page.
type Width string

// The widths: the picture's own, all of the page, a half, a third.
const (
	Natural Width = "natural"
	Whole   Width = "whole"
	Half    Width = "half"
	Third   Width = "third"
)

// Large says whether the section begins on paper of its own.
func (s section) Large() bool {
	const figures, rows = 5, 24
	n := 0
	for _, t := range s.Tables {
		n += len(t.Rows)
	}
	return len(s.Figures) > figures || n > rows
}

// Alpha is the shade as the table shows it; 0 has none.
func (c Cell) Alpha() float64 {
	const most = 0.7
	return most * max(0, min(c.Shade, 1))
}

// Section begins another part of the page. It shows its facts first, then its tables, then its pictures.
func (p *Page) Section(title, text string) {
	p.sections = append(p.sections, section{Title: title, Text: text})
}

func (p *Page) last() *section { return &p.sections[len(p.sections)-1] }

// Facts puts numbers to be seen from afar into the last section.
func (p *Page) Facts(facts ...Fact) { p.last().Facts = append(p.last().Facts, facts...) }

// Table puts rows into the last section, the first of which is the head.
func (p *Page) Table(rows [][]string) {
	cells := make([][]Cell, len(rows))
	for i, row := range rows {
		for _, text := range row {
			cells[i] = append(cells[i], Cell{Text: text})
		}
	}
	p.Shaded("", cells)
}

// Shaded is Table with a caption and shades.
func (p *Page) Shaded(caption string, rows [][]Cell) {
	p.last().Tables = append(p.last().Tables, table{caption, rows})
}

// Picture puts a picture into the last section.
func (p *Page) Picture(m image.Image, caption string, width Width) error {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return fmt.Errorf("%s: %w", caption, err)
	}
	p.PNG(b.Bytes(), caption, width)
	return nil
}

// PNG is Picture for one that is encoded already.
func (p *Page) PNG(file []byte, caption string, width Width) {
	source := template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(file))
	p.last().Figures = append(p.last().Figures, figure{source, caption, width})
}

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	return pageTemplate.Execute(w, map[string]any{"Title": p.Title, "About": p.About, "Sections": p.sections})
}

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1c2126; background: #fff; max-width: 1120px; margin: 2em auto; padding: 0 1em; print-color-adjust: exact; -webkit-print-color-adjust: exact }
h1 { font-size: 2.2em; line-height: 1.2; margin: .6em 0 0 } h2 { margin-top: 2em; border-top: 1px solid #d5dade; padding-top: .8em }
p { max-width: 46em } .about { color: #5a646d; margin-top: .3em }
.facts { display: flex; flex-wrap: wrap; gap: 14px; margin: 1.2em 0 } .fact { flex: 1 1 8em; background: #f3f6f8; border-radius: 8px; padding: .7em 1em }
.fact b { font-size: 1.8em; line-height: 1.2; white-space: nowrap } .fact i { font-style: normal; color: #5a646d; margin-left: .25em } .fact span { display: block; font-size: .85em; color: #5a646d }
.figures { display: flex; flex-wrap: wrap; gap: 14px }
figure { margin: 0 0 .6em; flex: 0 1 auto } figure.whole { flex: 0 0 100% } figure.half { flex: 0 0 calc(50% - 7px) } figure.third { flex: 0 0 calc(33.33% - 10px) }
figure img { max-width: 100%; display: block; border-radius: 4px } figure.natural img { image-rendering: pixelated } figure.half img, figure.third img { width: 100% }
figcaption { font-size: .85em; color: #5a646d }
.tables { display: flex; flex-wrap: wrap; gap: 0 4em; align-items: start } table { border-collapse: collapse; margin: 1em 0 1.6em; font-variant-numeric: tabular-nums } caption { text-align: left; font-weight: 600; padding-bottom: .3em; white-space: nowrap }
th, td { text-align: right; padding: .25em .8em; border-bottom: 1px solid #e3e7ea } th:first-child, td:first-child { text-align: left; padding-left: 0 } th { color: #5a646d; font-weight: 600 }
@page { size: A4; margin: 14mm 12mm }
@media print {
 body { font-size: 12.5px; max-width: none; margin: 0; padding: 0 } p { max-width: none } h1 { margin-top: 0 } h2 { margin-top: 1.4em } th, td { padding: .2em .5em }
 h2, p, caption { break-after: avoid } figure, tr, .facts { break-inside: avoid } thead { display: table-header-group } section { break-inside: avoid } section.large { break-inside: auto; break-before: page } section.large h2 { border: 0; margin-top: 0; padding-top: 0 }
}
</style></head><body>
<h1>{{.Title}}</h1><p class="about">{{.About}}</p>
{{range .Sections}}<section{{if .Large}} class="large"{{end}}><h2>{{.Title}}</h2>{{with .Text}}<p>{{.}}</p>{{end}}
{{with .Facts}}<div class="facts">{{range .}}<div class="fact"><b>{{.Number}}</b><i>{{.Unit}}</i><span>{{.Name}}</span></div>{{end}}</div>{{end}}
{{with .Tables}}<div class="tables">{{range .}}<table>{{with .Caption}}<caption>{{.}}</caption>{{end}}{{range $i, $row := .Rows}}{{if eq $i 0}}<thead><tr>{{range $row}}<th>{{.Text}}</th>{{end}}</tr></thead>{{else}}<tr>{{range $row}}<td{{with .Alpha}} style="background: rgba(230, 126, 34, {{.}})"{{end}}>{{.Text}}</td>{{end}}</tr>{{end}}{{end}}</table>{{end}}</div>{{end}}
{{with .Figures}}<div class="figures">{{range .}}<figure class="{{.Width}}"><img src="{{.Source}}" alt="{{.Caption}}"><figcaption>{{.Caption}}</figcaption></figure>{{end}}</div>{{end}}
</section>{{end}}</body></html>
`))
