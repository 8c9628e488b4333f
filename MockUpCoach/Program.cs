using UpCoach.MockUpCoach;
using UpCoach.MockUpCoach.Files.Images.Worker;

return args is [ImageWorker.Argument] ? ImageWorker.Run() : await UpCoachApplication.RunAsync(args);
