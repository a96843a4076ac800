package native

import (
	"fmt"
	"math"
	"strconv"

	"steersim/recorder"
)

// Name and keys of a drive's metadata.
const (
	driveName  = "drive"
	keyNumber  = "number"
	keyRoad    = "road"
	keyScene   = "scene"
	keySeed    = "seed"
	keyVehicle = "vehicle"
	keyVersion = "version"
	keyDriver  = "driver"
	keyWidth   = "lane_width_m"
	keyCentre  = "lane_centre_m"
)

func metadataOf(d recorder.Drive) map[string]string {
	number := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	m := map[string]string{
		keyNumber: strconv.Itoa(d.Number), keyRoad: d.Road, keyScene: d.Scene, keySeed: strconv.FormatUint(d.Seed, 10),
		keyVehicle: d.Vehicle, keyVersion: d.Version, keyWidth: number(d.Lane.WidthM), keyCentre: number(d.Lane.CentreM),
	}
	if d.Driver != "" {
		m[keyDriver] = d.Driver
	}
	return m
}

// driveOf is metadataOf's way back. Missing texts are empty.
func driveOf(m map[string]string) (recorder.Drive, error) {
	d := recorder.Drive{Road: m[keyRoad], Scene: m[keyScene], Vehicle: m[keyVehicle], Version: m[keyVersion], Driver: m[keyDriver]}
	number, err := strconv.ParseUint(m[keyNumber], 10, 31)
	if err != nil {
		return d, fmt.Errorf("%w: the drive's number is %q, want one from 0", recorder.ErrFormat, m[keyNumber])
	}
	d.Number = int(number)
	if d.Seed, err = strconv.ParseUint(m[keySeed], 10, 64); err != nil {
		return d, fmt.Errorf("%w: drive %d: the seed is %q, want a whole number", recorder.ErrFormat, d.Number, m[keySeed])
	}
	for _, field := range []struct {
		key   string
		value *float64
	}{{keyWidth, &d.Lane.WidthM}, {keyCentre, &d.Lane.CentreM}} {
		if *field.value, err = strconv.ParseFloat(m[field.key], 64); err != nil {
			return d, fmt.Errorf("%w: drive %d: %s is %q, want a number", recorder.ErrFormat, d.Number, field.key, m[field.key])
		}
	}
	return d, checkLane(d)
}

func checkLane(d recorder.Drive) error {
	for _, m := range []float64{d.Lane.WidthM, d.Lane.CentreM} {
		if math.IsNaN(m) || math.IsInf(m, 0) {
			return fmt.Errorf("%w: drive %d: the lane is %+v, want finite numbers", recorder.ErrFormat, d.Number, d.Lane)
		}
	}
	return nil
}
