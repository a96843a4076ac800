//go:build cgo && !nocv

#include "net.h"

#include <cstdio>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

namespace {

// Quiet keeps OpenCV from printing what the caller is told anyway.
class Quiet {
public:
	Quiet() : hold(lock), level(cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT)) { cv::redirectError(silent); }
	~Quiet() {
		cv::redirectError(nullptr);
		cv::utils::logging::setLogLevel(level);
	}

private:
	static int silent(int, const char *, const char *, const char *, int, void *) { return 0; }
	static std::mutex lock;
	std::lock_guard<std::mutex> hold;
	cv::utils::logging::LogLevel level;
};

std::mutex Quiet::lock;

// tell copies the text of the exception that is being handled.
void tell(char *why, size_t room) {
	try {
		throw;
	} catch (const cv::Exception &e) {
		std::snprintf(why, room, "%s", e.err.c_str());
	} catch (const std::exception &e) {
		std::snprintf(why, room, "%s", e.what());
	} catch (...) {
		std::snprintf(why, room, "no reason given");
	}
}

// ask is the one number that the network makes of x.
float ask(cv::dnn::Net &net, const float *x, const int shape[4]) {
	net.setInput(cv::Mat(4, shape, CV_32F, const_cast<float *>(x)).clone());
	cv::Mat out = net.forward();
	if (out.type() == CV_32F && out.total() == 1)
		return *out.ptr<float>();
	std::string sides;
	for (int i = 0; i < out.dims; i++)
		sides += (i > 0 ? "x" : "") + std::to_string(out.size[i]);
	throw std::runtime_error("it answers with " + sides + " numbers, want one");
}

} // namespace

void *steer_net_read(const void *onnx, size_t length, const int shape[4], char *why, size_t room) {
	try {
		Quiet quiet;
		std::unique_ptr<cv::dnn::Net> net(new cv::dnn::Net(cv::dnn::readNetFromONNX(static_cast<const char *>(onnx), length)));
		cv::Mat zeros(4, shape, CV_32F, cv::Scalar(0));
		ask(*net, zeros.ptr<float>(), shape);
		return net.release();
	} catch (...) {
		tell(why, room);
	}
	return nullptr;
}

int steer_net_forward(void *net, const float *x, const int shape[4], float *y, char *why, size_t room) {
	try {
		*y = ask(*static_cast<cv::dnn::Net *>(net), x, shape);
		return 0;
	} catch (...) {
		tell(why, room);
	}
	return 1;
}

void steer_net_free(void *net) { delete static_cast<cv::dnn::Net *>(net); }
