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
	Rows        [][]string // a table; the first is its head
	Figures     []figure
}

type figure struct {
	Source  template.URL
	Caption string
	Wide    bool
}

// Section begins another part of the page.
func (p *Page) Section(title, text string) {
	p.sections = append(p.sections, section{Title: title, Text: text})
}

// Table puts rows into the last section, the first of which is the head.
func (p *Page) Table(rows [][]string) {
	s := &p.sections[len(p.sections)-1]
	s.Rows = append(s.Rows, rows...)
}

// Picture puts a picture into the last section; a wide one has a line of its own.
func (p *Page) Picture(m image.Image, caption string, wide bool) error {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return fmt.Errorf("%s: %w", caption, err)
	}
	p.PNG(b.Bytes(), caption, wide)
	return nil
}

// PNG is Picture for one that is encoded already.
func (p *Page) PNG(file []byte, caption string, wide bool) {
	s := &p.sections[len(p.sections)-1]
	source := template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(file))
	s.Figures = append(s.Figures, figure{Source: source, Caption: caption, Wide: wide})
}

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	return pageTemplate.Execute(w, map[string]any{"Title": p.Title, "About": p.About, "Sections": p.sections})
}

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1c2126; background: #fff; max-width: 1120px; margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.9em; margin-bottom: 0 } h2 { margin-top: 2em; border-top: 1px solid #d5dade; padding-top: .8em }
p { max-width: 46em } .about { color: #5a646d; margin-top: .3em }
.figures { display: flex; flex-wrap: wrap; gap: 14px }
figure { margin: 0; flex: 0 1 auto } figure.wide { flex-basis: 100% }
figure img { max-width: 100%; display: block; image-rendering: pixelated; border-radius: 4px } figure.wide img { image-rendering: auto }
figcaption { font-size: .85em; color: #5a646d }
table { border-collapse: collapse; margin: 1em 0 } th, td { text-align: right; padding: .25em .9em; border-bottom: 1px solid #e3e7ea } th:first-child, td:first-child { text-align: left; padding-left: 0 }
@media print { body { max-width: none; margin: 0 } figure { break-inside: avoid } }
</style></head><body>
<h1>{{.Title}}</h1><p class="about">{{.About}}</p>
{{range .Sections}}<h2>{{.Title}}</h2>{{with .Text}}<p>{{.}}</p>{{end}}
{{with .Rows}}<table>{{range $i, $row := .}}<tr>{{range $row}}{{if eq $i 0}}<th>{{.}}</th>{{else}}<td>{{.}}</td>{{end}}{{end}}</tr>{{end}}</table>{{end}}
{{with .Figures}}<div class="figures">{{range .}}<figure{{if .Wide}} class="wide"{{end}}><img src="{{.Source}}" alt="{{.Caption}}"><figcaption>{{.Caption}}</figcaption></figure>{{end}}</div>{{end}}
{{end}}</body></html>
`))
