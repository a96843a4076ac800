// Package steersim is the map of the project: a car that learns to steer, from the pixels of its camera alone.
//
// A 2D simulator paints what a car's cameras see; the pictures are recorded with the steering that went with them; a
// network of the PilotNet family (Bojarski et al. 2016) learns to steer from those pairs, and then drives the simulated
// car in closed loop on roads that it has never seen.
//
// # The loop
//
//	sim.World --State--> camera --RGB--> Observation --> Driver --Command--> sim.World.Step --> State'
//	                                         |  (model.Pilot: camera.Prepare -> Predictor -> curvature)
//	                                         v
//	                       Sample {Obs, Truth, Lane, Command} --> Sinks: eval, recorder, view
//
//	recorder.Dataset --> trainer (augment, camera.Prepare) --Batch--> model/graph --> weights --> model.Pilot
//
// There is one loop with several faces: evaluation calls it to the end, a window calls it tick by tick, recording is one
// more sink. Simulated time waits for the driver, so a slow network makes a window slow and never the result different.
//
// # The packages
//
// Package [steersim/sim] moves the car and writes down the conventions: axes, signs, units, time, seeds. Below it are the
// road (sim/track), the loop (sim/loop), the driver that knows the road and teaches (sim/expert) and the score (sim/eval).
//
// Package [steersim/camera] paints, and prepares pictures for the network. Below it are how the world looks (camera/scene), the sky
// (camera/sky), what stands where (camera/land) and what it looks like (camera/texture), cameras that are not as they should be
// (camera/fault), and the only door to OpenCV (camera/cv).
//
// Package [steersim/model] defines the network. Its neighbours run it: model/graph on Gorgonia, for training and as the
// reference, with the steps of model/adam; model/tower, the convolutions on oneDNN; model/infer, the fast forward pass for
// driving; model/feature, what learners before the deep ones looked at; model/unsupervised, first weights from pictures alone;
// model/saliency, what a network looks at; model/onnx, files for other programs and theirs; model/foreign, a driver by the
// networks of others. model/lane is none of them: the traditional driver, that follows boundaries which camera/cv finds.
//
// Package [steersim/recorder] writes and reads logs, recorder/native is our own format of them, recorder/udacity and
// recorder/donkey are those of others, with files of recorder/pictures, recorder/replay drives over them. Package
// [steersim/trainer] teaches from logs, with pictures that trainer/frames prepares and trainer/augment changes, trainer/rounds
// in rounds that add the network's own drives; trainer/grid compares trainings. Package [steersim/assets] holds roads and a
// trained network.
//
// The programs are in cmd: steersim without a window, cockpit with one. cmd/internal/setup finds what names stand for,
// cmd/internal/logbook opens logs, cmd/internal/teaching gives trainings a teacher, views and exams. cmd/internal/session is a
// drive that a person takes part in, cmd/internal/view composes what is shown of a drive, cmd/internal/cockpit is the window
// program without its window, cmd/internal/window what the two have to do with each other, cmd/internal/display finds out
// whether there can be one, cmd/internal/ui is the only door to Ebitengine. cmd/internal/plots draws curves,
// cmd/internal/report prints drives and trainings and has the page that the others fill, cmd/internal/trial makes the page of
// an evaluation, cmd/internal/comparison that of trainings side by side, cmd/internal/explain that of a network, with
// cmd/internal/stages for the traditional driver. cmd/internal/file writes whole files or none, cmd/internal/progress says how
// far work is.
//
// # What may import what
//
// The simulator, the painter and the model's definition use the standard library alone. Each heavy library has one door, or the
// few that arch_test.go lists: packages that may import it. A C library sits behind a pair of files chosen by build tags, so that
// CGO_ENABLED=0 gives a program that does the same, slower, but for videos, the nets of others and the traditional driver. Nothing imports a command.
// The tests of this package hold these rules and read the sources to keep them.
package steersim

// Version is the program's. Behaviour changes of sim or camera make scores incomparable and raise the middle number.
const Version = "0.1.0"
