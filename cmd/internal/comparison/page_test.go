package comparison

import (
	"bytes"
	"fmt"
	"image"
	"regexp"
	"strings"
	"testing"

	"steersim/trainer/grid"
)

// driven are trainings of a learner with so much data, a seed each; the lateral error and the loss follow from the autonomy.
func driven(learner string, minutes float64, autonomyPct ...float64) (rows []grid.Row) {
	for i, a := range autonomyPct {
		n := int(100 - a)
		rows = append(rows, grid.Row{Cell: grid.Cell{Learner: learner, Minutes: minutes, Roads: grid.Drives(minutes), Seed: uint64(i + 1)},
			AutonomyPct: a, Interventions: n, InterventionsPerKm: float64(n) / 10, DistanceM: 10_000, LateralMAEM: (110 - a) / 100, ValLoss: (101 - a) / 1e7})
	}
	return rows
}

func together(parts ...[]grid.Row) (rows []grid.Row) {
	for _, p := range parts {
		rows = append(rows, p...)
	}
	return rows
}

// inputs are the comparisons that sentences must be true of.
func inputs() map[string][]grid.Row {
	loser := driven("alvinn", 1, 40, 50, 60)
	for i := range loser {
		loser[i].ValLoss = 1e-9 * float64(i+1) // the lowest loss, the worst driving
	}
	return map[string][]grid.Row{
		"one training":          driven("pilotnet", 1, 80),
		"nobody drives":         together(driven("perceptron", 1, 0, 0), driven("pilotnet", 1, 0, 0), driven("perceptron", 4, 0, 0), driven("pilotnet", 4, 0, 0)),
		"all drive":             together(driven("perceptron", 1, 100, 100), driven("pilotnet", 1, 100, 100)),
		"a cross":               together(driven("features", 1, 60, 61, 62), driven("pilotnet", 1, 40, 41, 42), driven("features", 16, 64, 66, 68), driven("pilotnet", 16, 90, 91, 92)),
		"within the spread":     together(driven("alvinn", 4, 70, 80, 90), driven("pilotnet", 4, 69, 79, 95)),
		"one seed":              together(driven("alvinn", 1, 70), driven("pilotnet", 1, 60), driven("alvinn", 2, 69), driven("pilotnet", 2, 71)),
		"many behind":           together(driven("perceptron", 1, 0, 0), driven("pilotnet", 1, 50, 50), driven("alvinn", 1, 0, 0)),
		"loss chooses wrong":    together(loser, driven("pilotnet", 1, 70, 80, 90)),
		"a variant of one size": together(driven("pilotnet", 1, 50, 60), driven("pilotnet", 4, 70, 80), driven("pilotnet-tanh", 4, 75, 76)),
		"more data hurts":       together(driven("pilotnet", 1, 80, 82), driven("pilotnet", 4, 60, 62)),
	}
}

// told is all that is said of a comparison.
func told(c Results) (all []says) {
	learners := learnersOf(c.Rows)
	all = append(all, headSays(learners))
	for _, f := range c.growthsShown(learners) {
		all = append(all, f.says)
	}
	all = append(all, lossSays(c.Rows, learners))
	if len(c.Scenes) > 0 {
		all = append(all, sceneSays(sceneDrivers(c.Scenes)))
	}
	return all
}

// Oracle: by hand from the numbers in inputs.
func TestSentencesAreTrue(t *testing.T) {
	for name, want := range map[string][]string{
		"one training": {
			"After 1 minute of driving pilotnet, alone there, comes to 80.0 %.",
			"No learner had more than one amount of driving",
			"There is one curve, and with one seed each, nothing is known about chance.",
			"Fewer than two rungs of the expected ladder",
			"Each of 1 training had 10 interventions or more",
			"is not seen here, with 1 amount of driving and 1 learner at the most of it",
		},
		"nobody drives": {
			"After 1 minute of driving perceptron and pilotnet are alike at 0.0 %; after 4 minutes perceptron and pilotnet are alike at 0.0 %.",
			"made no difference to perceptron and pilotnet.",
			"No two curves cross, and seeds make no difference anywhere.",
			"(perceptron < pilotnet) holds in 0 of 1 pair, with 1 alike.",
			"make as much of a difference",
		},
		"all drive": {"are alike at 100.0 %", "Of 4 trainings 4 had no intervention and 0 had 1 to 9"},
		"a cross": {
			"After 1 minute of driving features leads with 61.0 %, 20.0 points ahead of pilotnet, more than the spread over seeds; after 16 minutes pilotnet leads with 91.0 %, 25.0 points ahead of features, more than the spread over seeds.",
			"helped features (+1.2) and pilotnet (+12.5) by more than the spread over seeds.", // 5 and 50 points in four doublings
			"The curves of features and pilotnet between 1 and 16 minutes cross by more than the spread over seeds, and seeds differ most for features after 16 minutes, from 64.0 to 68.0 %.",
			"holds in 1 of 1 pair.",
			"the best and the worst learner are 25.0 points apart (pilotnet, features), while pilotnet itself gains 50.0 points from 1 minute to there: here the amount of data makes more",
		},
		"within the spread": {
			"alvinn leads with 80.0 %, 1.0 points ahead of pilotnet, which is within the spread over seeds.",
			"holds in 0 of 1 pair; against it alvinn is 1.0 points ahead of pilotnet, which is within the spread over seeds.",
			"seeds differ most for pilotnet after 4 minutes, from 69.0 to 95.0 %.",
		},
		"one seed": {
			"alvinn leads with 70.0 %, 10.0 points ahead of pilotnet, from one seed, so it may be chance; after 2 minutes pilotnet leads with 71.0 %, 2.0 points ahead of alvinn, from one seed, so it may be chance.",
			"changed alvinn (-1.0) and pilotnet (+11.0) by what a single seed cannot tell from chance.",
			"The curves of alvinn and pilotnet between 1 and 2 minutes cross, within the spread over seeds or with a single one, and with one seed each",
		},
		"many behind": {
			"After 1 minute of driving pilotnet leads with 50.0 %, 50.0 points ahead of perceptron and alvinn, more than the spread over seeds.",
			"holds in 2 of 3 pairs, with 1 alike.",
		},
		"loss chooses wrong": {
			"Of 3 pairs of trainings on the same data, where loss would have to choose a learner, the one with less loss drives better in 0 %",
			"No learner has five trainings",
		},
		"a variant of one size": {"after 4 minutes pilotnet-tanh leads with 75.5 %, 0.5 points ahead of pilotnet, which is within the spread over seeds."},
		"more data hurts":       {"hurt pilotnet (-10.0) by more than the spread over seeds.", "is not seen here, with 2 amounts of driving and 1 learner"},
	} {
		var texts []string
		for _, f := range told(Results{Rows: inputs()[name]}) {
			texts = append(texts, f.text())
		}
		all := strings.Join(texts, "\n")
		for _, sentence := range want {
			if !strings.Contains(all, sentence) {
				t.Errorf("%s: %q is not in\n%s", name, sentence, all)
			}
		}
	}
}

// sentenceEnds are full stops between sentences, not in numbers.
var sentenceEnds = regexp.MustCompile(`\. |\.$`)

func TestEveryFigureHasThreeSentences(t *testing.T) {
	for name, rows := range inputs() {
		for scened, scores := range map[string][]grid.SceneScore{"no scenes": nil, "scenes": scened(), "a lane alone": scened()[2:4], "a learner alone": scened()[4:]} {
			figures := told(Results{Rows: rows, Scenes: scores})
			for _, f := range figures {
				text := f.text()
				if n := len(sentenceEnds.FindAllString(text, -1)); n != 3 {
					t.Errorf("%s, %s: %d sentences: %s", name, scened, n, text)
				}
				for _, wrong := range []string{"NaN", "Inf", "%!", "-0.0 ", "  ", ".."} {
					if strings.Contains(text, wrong) {
						t.Errorf("%s, %s: there is %q: %s", name, scened, wrong, text)
					}
				}
			}
			if want := 5 + min(1, len(scores)); len(figures) != want {
				t.Errorf("%s, %s: something is said %d times, want %d", name, scened, len(figures), want)
			}
		}
	}
}

// scened are an expert, a lane and a learner in two scenes, the latter by two seeds and with little data beside it.
func scened() (scores []grid.SceneScore) {
	add := func(c grid.Cell, scene string, autonomyPct float64, n int) {
		scores = append(scores, grid.SceneScore{Cell: c, Scene: scene, DistanceM: 1000, Interventions: n, InterventionsPerKm: float64(n), AutonomyPct: autonomyPct, LateralMAEM: 0.1})
	}
	for driver, way := range []string{grid.Expert, grid.Traditional} {
		add(grid.Cell{Learner: way}, "clear", 100, 0)
		add(grid.Cell{Learner: way}, "fog", 100-40*float64(driver), 4*driver)
	}
	for seed := range uint64(2) {
		add(grid.Cell{Learner: "pilotnet", Minutes: 4, Roads: 24, Seed: seed + 1}, "clear", 90, 1)
		add(grid.Cell{Learner: "pilotnet", Minutes: 4, Roads: 24, Seed: seed + 1}, "fog", 80+float64(seed)*10, 2-int(seed))
	}
	add(grid.Cell{Learner: "pilotnet", Minutes: 1, Roads: 6, Seed: 1}, "fog", 0, 99)
	return scores
}

// Oracle: by hand; pilotnet has 90 and 85 % over its seeds, the lane 100 and 60 %.
func TestScenesAreSpokenOf(t *testing.T) {
	got := sceneSays(sceneDrivers(scened()))
	want := says{
		"In 1 of 2 scenes the best that learnt, pilotnet (4 min), drives better than the traditional lane, in 1 worse (clear); over all it has 87.5 % against 80.0 %",
		"lane fails most in fog with 4.00 interventions per km, over all scenes 2.00, while pilotnet fails most in fog with 1.50 interventions per km, over all scenes 1.25",
		"The expert, which knows the road and does not look, has none in 2.0 km and is 0.100 m off the lane's centre, so these roads can be driven without one",
	}
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A page is drawn of whatever there is, if there are trainings.
func TestDegeneratePagesAreDrawn(t *testing.T) {
	for _, name := range []string{"one training", "nobody drives", "all drive"} {
		if err := (Results{Rows: inputs()[name], Scenes: scened()[:1]}).WritePage(&bytes.Buffer{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (Results{Rows: []grid.Row{{Cell: grid.Cell{Learner: "a", Minutes: 1}}}}).WritePage(&bytes.Buffer{}); err != nil {
		t.Errorf("a row of nothing: %v", err)
	}
}

func TestThePageNeedsNoNetworkAndIsTheSameAgain(t *testing.T) {
	c := Results{Rows: inputs()["a cross"], Scenes: scened(), Recipe: []string{"epochs: 8"}, Expected: 20,
		Insides: []Inside{{Learner: "pilotnet", Caption: "filters", Picture: image.NewGray(image.Rect(0, 0, 2, 2))}}}
	var pages [2]bytes.Buffer
	for i := range pages {
		if err := c.WritePage(&pages[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(pages[0].Bytes(), pages[1].Bytes()) {
		t.Error("twice the same is not the same page")
	}
	text := pages[0].String()
	for _, outside := range []string{"http:", "https:", "<script", "<link", "url("} {
		if strings.Contains(text, outside) {
			t.Errorf("the page has %q", outside)
		}
	}
	for _, want := range []string{"Not whole yet: 8 are to come", "pilotnet: filters", "<td>epochs</td><td>8</td>", "91.0 (90.0\u2060–\u206092.0)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if got, want := strings.Count(text, "data:image/png;base64,"), 6; got != want {
		t.Errorf("%d pictures, want %d", got, want)
	}
	if err := (Results{}).WritePage(&bytes.Buffer{}); err == nil {
		t.Error("a page of nothing")
	}
}

func TestLearnersAreToldApart(t *testing.T) {
	names := []string{"perceptron", "features", "midlevel", "alvinn", "pilotnet", "pilotnet-tanh", "pilotnet-elu", "other", "more", "again", "late", "last"}
	strokes := strokesOf(names)
	looks := map[string]string{}
	for i, s := range strokes {
		look := fmt.Sprintf("%v %v %T%v", s.ink, s.dashes, s.glyph, s.glyph)
		if looks[look] != "" {
			t.Errorf("%s looks like %s", names[i], looks[look])
		}
		looks[look] = names[i]
	}
	if strokes[5].ink != strokes[4].ink || len(strokes[5].dashes) == 0 {
		t.Error("a variant has neither its base's colour nor dashes")
	}
}
