package donkey

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path"
	"strings"

	"steersim/recorder"
	"steersim/recorder/pictures"
)

// Modes of driving; in all but the first a pilot steers.
const (
	userMode  = "user"
	pilotMode = "local_angle"
	fullMode  = "local"
)

const imageFolder = "images"

// mostAngle is beyond what any car's -1 to 1 can mean, and within what the labels of ours may be.
const mostAngle = 4

// row is a catalog's line. What a nil stands for is not there.
type row struct {
	Index      int      `json:"_index"`
	Session    string   `json:"_session_id"`
	TimeMS     *int64   `json:"_timestamp_ms,omitempty"`
	Centre     string   `json:"cam/image_array"`
	Left       string   `json:"cam/image_array_left,omitempty"`
	Right      string   `json:"cam/image_array_right,omitempty"`
	EncSpeed   *float64 `json:"enc/speed,omitempty"`
	PilotAngle *float64 `json:"pilot/angle,omitempty"`
	PosSpeed   *float64 `json:"pos/speed,omitempty"`
	Angle      *float64 `json:"user/angle"`
	Mode       string   `json:"user/mode"`
	Throttle   any      `json:"user/throttle"` // nobody here looks at it
}

// parseRow reads a line, and says what is wrong with it.
func parseRow(line []byte) (row, error) {
	var r row
	if err := json.Unmarshal(line, &r); err != nil {
		return r, fmt.Errorf("%.60q is no record: %w", line, err)
	}
	if a := r.label(); a == nil {
		return r, errors.New("there is no user/angle")
	} else if math.Abs(*a) > mostAngle {
		return r, fmt.Errorf("the angle is %v, want -1 to 1, and at most %d", *a, mostAngle)
	}
	if s := r.speed(); s != nil && math.Abs(*s) > 1000 {
		return r, fmt.Errorf("the speed is %v, want m/s", *s)
	}
	for _, name := range r.names() {
		if strings.ContainsAny(name, `/\`) {
			return r, fmt.Errorf("the picture is %.200q, want a name in %s", name, imageFolder)
		}
	}
	return r, nil
}

// names are those of the row's pictures, in no folder.
func (r row) names() pictures.Names {
	return pictures.Names{recorder.Centre: r.Centre, recorder.Left: r.Left, recorder.Right: r.Right}
}

// piloted says whether a pilot steers.
func (r row) piloted() bool { return r.Mode == pilotMode || r.Mode == fullMode }

// label is the steering that is learnt, positive to the RIGHT.
func (r row) label() *float64 {
	if r.piloted() && r.PilotAngle != nil {
		return r.PilotAngle
	}
	return r.Angle
}

func (r row) speed() *float64 {
	if r.PosSpeed != nil {
		return r.PosSpeed
	}
	return r.EncSpeed
}

// info is all but drive and time.
func (r row) info(car recorder.Car, has [recorder.Views]bool) recorder.Info {
	right := *r.label()
	info := recorder.Info{SpeedMPS: car.SpeedMPS, SteerRad: car.SteerRad(right), CurvaturePerM: car.CurvaturePerM(right), Has: has}
	if s := r.speed(); s != nil {
		info.SpeedMPS = *s
	}
	return info
}

// rowOf is what a tub says of a record.
func rowOf(r recorder.Record, index int, session string, timeMS int64, car recorder.Car) row {
	angle, speed := car.Right(r.CurvaturePerM)+0, r.SpeedMPS // +0: straight on is not -0
	to := row{Index: index, Session: session, TimeMS: &timeMS, Angle: &angle, Throttle: 0.0, Mode: userMode, PosSpeed: &speed}
	for v, name := range map[recorder.View]*string{recorder.Centre: &to.Centre, recorder.Left: &to.Left, recorder.Right: &to.Right} {
		if len(r.JPEG[v]) > 0 {
			*name = imageName(index, keys()[v])
		}
	}
	return to
}

// imageName is donkeycar's: the key's slashes are lines.
func imageName(index int, key string) string {
	return fmt.Sprintf("%d_%s_.jpg", index, strings.ReplaceAll(key, "/", "_"))
}

// file is a picture's, below the tub.
func file(name string) string { return path.Join(imageFolder, name) }
